"""An entry of the table: what somebody with these answers gets, against somebody who says nothing."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from tests.catalogues import real
from tests.proof.notice import Witness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.core.answers import OptionsByField
    from tests.proof.outcome import Outcome

NOTHING = "(says nothing)"


def entries(witnesses: Iterable[Witness]) -> Iterator[str]:
    nobody = Witness({}).outcome
    for witness in witnesses:
        yield said(witness.answers)
        entry = list(differences(nobody, witness)) if witness.answers else list(everything(nobody))
        yield from (wrapped(word, text) for word, text in entry)
        yield "" if entry else "    nothing changes\n"


def wrapped(word: str, text: str) -> str:
    return folded(f"    {word:7}", text)


def folded(begin: str, text: str) -> str:
    """Lines that break only after a comma, so that a name stays with its score."""
    whole = f"{begin}{text}".replace(", ", ",\t").replace(" ", "\N{NO-BREAK SPACE}").replace("\t", " ")
    indent = " " * 11
    lines = fill(whole, 110, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False)
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
    return f"{name}*" if real().question[name].sensitive else name
