"""How a list is filled and printed: places, kept questions, ties and orders."""

from __future__ import annotations

from typing import Annotated

import pydantic
from pydantic import StrictInt

from app.content.form import LimitedLength
from app.content.types import EVERYONE, FrozenModel, Id, Ids, When
from app.content.voices import Voice

Places = Annotated[StrictInt, pydantic.Field(ge=0)]


class KeptPlace(FrozenModel):
    """A question that has its place before any other."""

    question: Id
    when: When = EVERYONE


class StageRanking(FrozenModel):
    """How a list is filled at one stage.

    kept    questions with a place of their own, the most important first
    keep    how many of them a list may hold
    ties    topics: which comes first among questions of the same score
    places  fewer places than `ranking.lengths` gives, by length and voice; each ticked topic adds one
    """

    kept: tuple[KeptPlace, ...]
    keep: dict[LimitedLength, Places]
    ties: Ids
    places: dict[LimitedLength, dict[Voice, Places]] = pydantic.Field(default_factory=dict)


class Ranking(FrozenModel):
    """How a list is filled and printed. `lengths` are the places besides the core.

    `print_order` gives the order of topics by moment or stage; questions in `first_of_all` stand before them.
    """

    lengths: dict[LimitedLength, Places]
    stages: dict[Id, StageRanking]
    print_order: dict[Id, Ids]
    first_of_all: tuple[KeptPlace, ...] = ()
