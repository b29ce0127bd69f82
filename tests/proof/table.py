"""The table who_gets_what.txt: what each answer brings, takes away and moves, for people to review.

python -m tests.proof.table > tests/proof/who_gets_what.txt
"""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from app.settings import ROOT
from tests.proof.catalogues import REAL
from tests.proof.notice import Witness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.core.answers import OptionsByField
    from tests.proof.outcome import Outcome

FILE = ROOT / "tests" / "proof" / "who_gets_what.txt"
NOTHING = "(says nothing)"
HEAD = """\
# Who gets what: the rules of questions.yaml at work. Written by `python -m tests.proof.table`; do not edit.
# After a change of a rule, write it anew and read the difference: it says who will get something else.
#
# The first entry is somebody who says nothing: every question that comes, with its score, in the order of the
# list. Each other entry says what is different for somebody with these answers and no others:
#   come   questions that come, with their score        go     questions that do not come any more
#   move   questions whose score changes                short  the short list after the core, if it is another
#   paper  boxes, parts of the paper and wordings that come (+) and go (-)
#   counts the answers that count, if not all of them do
# A star marks a sensitive question: it is printed only for those who ask for it.
"""


def table(witnesses: Iterable[Witness]) -> Iterator[str]:
    nobody = Witness({}).outcome
    yield HEAD
    for witness in witnesses:
        yield said(witness.answers)
        entry = list(differences(nobody, witness)) if witness.answers else list(everything(nobody))
        yield from (wrapped(word, text) for word, text in entry)
        yield "" if entry else "    nothing changes\n"


def wrapped(word: str, text: str) -> str:
    """Lines that break only after a comma, so that a name stays with its score."""
    whole = text.replace(", ", ",\t").replace(" ", "\N{NO-BREAK SPACE}").replace("\t", " ")
    lines = fill(
        f"    {word:7}{whole}",
        110,
        subsequent_indent=" " * 11,
        break_on_hyphens=False,
        break_long_words=False,
    )
    return lines.replace("\N{NO-BREAK SPACE}", " ")


def said(answers: OptionsByField) -> str:
    return "; ".join(f"{name}: {', '.join(ticks)}" for name, ticks in answers.items()) or NOTHING


def everything(outcome: Outcome) -> Iterator[tuple[str, str]]:
    yield "core", ", ".join(map(marked, outcome.core))
    yield "come", ", ".join(f"{marked(name)} {score}" for name, score in outcome.scores.items())
    yield "short", ", ".join(outcome.short[len(outcome.core) :])
    yield "paper", ", ".join(outcome.around)


def differences(nobody: Outcome, witness: Witness) -> Iterator[tuple[str, str]]:
    mine = witness.outcome
    scores, before = mine.scores, nobody.scores
    lines = {
        "come": [f"{marked(name)} {scores[name]}" for name in scores if name not in before],
        "go": [marked(name) for name in before if name not in scores],
        "move": [
            f"{marked(name)} {before[name]}>{score}"
            for name, score in scores.items()
            if before.get(name, score) != score
        ],
        "short": mine.short[len(mine.core) :] if mine.short != nobody.short else (),
        "paper": [f"+{what}" for what in mine.around if what not in nobody.around]
        + [f"-{what}" for what in nobody.around if what not in mine.around],
        "counts": [said(mine.counted)] if mine.counted != witness.answers else [],
    }
    yield from ((word, ", ".join(texts)) for word, texts in lines.items() if texts)


def marked(name: str) -> str:
    return f"{name}*" if REAL.question[name].sensitive else name


def people_of(text: str) -> list[Witness]:
    """The people of a table that was written before."""
    entries = [line for line in text.splitlines() if line and line[0] not in "# "]
    return [Witness(_answers(entry)) for entry in entries]


def _answers(entry: str) -> OptionsByField:
    if entry == NOTHING:
        return {}
    fields = dict(part.split(": ") for part in entry.split("; "))
    return {name: tuple(ticks.split(", ")) for name, ticks in fields.items()}


if __name__ == "__main__":
    from tests.proof.witnesses import witnesses  # looking for them takes its time; reading does not need it

    print(*table(witnesses()), sep="\n")  # noqa: T201  this is a command's output
