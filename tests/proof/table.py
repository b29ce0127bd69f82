"""The table who_gets_what.txt: what the content gives people. `make who` writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.settings import ROOT
from tests.proof.entries import entries
from tests.proof.facts import FACTS
from tests.proof.reach import REACH
from tests.proof.second_looks import LOOKS
from tests.proof.witnesses import witnesses

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = ROOT / "tests" / "proof" / "who_gets_what.txt"
HEAD = """\
# Who gets what: questions.yaml at work. Written by `make who`; do not edit.
# After a change of the content run it and read the difference: it says who will get something else.
"""
OF_ENTRIES = """\
# The first entry is somebody who says nothing: every question that comes, with its score, in the order of the
# list. Each other entry says what is different for somebody with these answers and no others:
#   come   questions that come, with their score        go     questions that do not come any more
#   move   questions whose score changes                short  the short list after the core, if it is another
#   paper  boxes, parts of the paper and wordings that come (+) and go (-)
#   counts the answers that count, if not all of them do
# A star marks a sensitive question: it is printed only for those who ask for it.
"""
OF_UNSEEN = """\
# Changes of a rule that nobody can notice, whatever they answer: another clause says so already, the question
# does not come to people with that answer, or its wording keeps it from them. Every other change of a clause,
# an option, a weight or a priority gives somebody above something else.
"""


def table() -> Iterator[str]:
    """Return the lines of the table for the content of today."""
    found = witnesses()
    yield HEAD
    for title, lines in {**FACTS, **REACH, **LOOKS}.items():
        yield f"# {title}"
        yield from list(lines()) or ["(none)"]
        yield ""
    yield OF_ENTRIES
    yield from entries(found.people)
    yield OF_UNSEEN
    yield from gathered(found.unseen)


def gathered(changes: list[str]) -> Iterator[str]:
    """Put changes that differ in the last word alone into one line."""
    lines: dict[str, list[str]] = {}
    for what, last in (change.rsplit(" ", 1) for change in changes):
        lines.setdefault(what, []).append(last)
    yield from (f"{what} {', '.join(words)}" for what, words in lines.items())


def written() -> str:
    return "\n".join(table()) + "\n"


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
