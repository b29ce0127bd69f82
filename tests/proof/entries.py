"""An entry of the table: what somebody with these answers gets, against somebody who says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.catalogues import real
from tests.proof.lines import marked, said, wrapped
from tests.proof.outcome import outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.core.answers import OptionsByField
    from tests.proof.outcome import Outcome


def people() -> Iterator[OptionsByField]:
    """Nobody's answers, each option alone, and two treatments."""
    yield {}
    for name, field in real().field.items():
        yield from ({name: (option,)} for option in field.options)
    yield {"therapy": ("car_t", "nk_cells")}
    yield {name: ("not_sure",) for name, field in real().field.items() if "not_sure" in field.options}


def entries() -> Iterator[str]:
    nobody = outcome(real(), {})
    for answers in people():
        yield said(answers)
        mine = outcome(real(), answers)
        entry = list(differences(nobody, mine)) if answers else list(everything(nobody))
        yield from (wrapped(word, text) for word, text in entry)
        yield "" if entry else "    nothing changes\n"


def everything(found: Outcome) -> Iterator[tuple[str, str]]:
    yield "come", ", ".join(f"{marked(name)} {score}" for name, score in found.scores.items())
    yield from ((length, ", ".join(names)) for length, names in found.lists.items())
    yield "paper", ", ".join(found.around)


def differences(nobody: Outcome, mine: Outcome) -> Iterator[tuple[str, str]]:
    scores, before = mine.scores, nobody.scores
    lines = {
        "come": [f"{marked(name)} {scores[name]}" for name in scores if name not in before],
        "go": [marked(name) for name in before if name not in scores],
        "move": [
            f"{marked(name)} {before[name]}>{score}"
            for name, score in scores.items()
            if before.get(name, score) != score
        ],
        "reword": [
            f"{marked(name)} {nobody.wordings[name]}>{number}"
            for name, number in mine.wordings.items()
            if nobody.wordings.get(name, number) != number
        ],
        **{length: names for length, names in mine.lists.items() if names != nobody.lists[length]},
        "paper": [f"+{what}" for what in mine.around if what not in nobody.around]
        + [f"-{what}" for what in nobody.around if what not in mine.around],
        "implies": [said(mine.implied)] if mine.implied else [],
    }
    yield from ((word, ", ".join(texts)) for word, texts in lines.items() if texts)
