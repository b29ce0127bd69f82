"""The table who_gets_what.txt: what the content gives people. `make who` writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.settings import ROOT
from tests.proof.entries import entries
from tests.proof.facts import FACTS
from tests.proof.matrix import questions
from tests.proof.reach import REACH
from tests.proof.second_looks import LOOKS

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = ROOT / "tests" / "proof" / "who_gets_what.txt"
HEAD = """\
# Who gets what: questions.yaml at work. Written by `make who`; do not edit.
# After a change of the content run it and read the difference: it says who will get something else.
# A star marks a sensitive question: it is printed only for those who ask for it.
"""
OF_QUESTIONS = """\
# The questions
#   when, lift, yields   its rules; each line of `when` is enough
#   1, 2 ...             its wordings: the moments each is for | rules, each of them is enough
#   asked                the wordings that people get at each stage; ? = some there do not get the question
#   not                  where it is not asked, and why
"""
OF_ENTRIES = """\
# What each answer brings
# The first entry is somebody who says nothing: every question that comes, with its score, in the order of the
# list. Each other entry says what is different for somebody with this answer and no others:
#   come    questions that come, with their score        go      questions that do not come any more
#   move    questions whose score changes                reword  questions in another wording
#   short, medium  the lists after the core, if they are others
#   paper   boxes, head lines and parts that come (+) and go (-)
#   implies what the answer says of other fields
"""


def table() -> Iterator[str]:
    """Return the lines of the table for the content of today."""
    yield HEAD
    for title, lines in {**FACTS, **REACH, **LOOKS}.items():
        yield f"# {title}"
        yield from list(lines()) or ["(none)"]
        yield ""
    yield OF_QUESTIONS
    yield from questions()
    yield ""
    yield OF_ENTRIES
    yield from entries()


def written() -> str:
    return "\n".join(table()) + "\n"


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
