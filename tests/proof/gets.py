"""What a person gets, asked of the program."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from app.core.answers import Answers, OptionsByField
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.ranking import select
from app.core.selection import Chosen, fitting
from app.core.sheet import build_sheet
from tests.catalogues import ALL, real
from tests.proof.walk import anybody, every_pair

if TYPE_CHECKING:
    from app.content import Catalogue, Question
    from app.core.sheet import Sheet


def ids(catalogue: Catalogue, said: OptionsByField) -> list[str]:
    """The questions of the list, the core first, the others by score."""
    return [chosen.id for chosen in select(Answers.of(catalogue, said))]


@cache
def alone(name: str) -> Catalogue:
    """The real content with one question."""
    return real().model_copy(update={"questions": (real().question[name],)})


def as_chosen(question: Question, said: OptionsByField) -> Chosen | None:
    """The question as somebody gets it, or None if it does not fit them."""
    return next(iter(fitting(Answers.of(alone(question.id), said))), None)


def place_of(question: Question, said: OptionsByField) -> int | None:
    """Which of its wordings somebody gets, from 0; None if none."""
    chosen = as_chosen(question, said)
    places = (place for place, each in enumerate(question.wordings) if chosen and each is chosen.wording)
    return next(places, None)


def sheet(said: OptionsByField, choices: Choices | None = None) -> Sheet:
    return build_sheet(Answers.of(real(), said), choices or Choices(), FreeText())


def longest() -> OptionsByField:
    """Of many people, the one with the longest list."""
    people = ({**said, **ALL} for said in (*every_pair(real()), *anybody(real(), 300)))
    return max(people, key=lambda said: len(ids(real(), said)))
