"""The warning signs card: its versions, levels and signs."""

from __future__ import annotations

from typing import Annotated

import pydantic

from app.content.types import FrozenModel, Ids, Text, When

MAX_SIGNS = 7  # under one heading: more are not read


class SignGroup(FrozenModel):
    """Signs under one heading; a level with one group needs none."""

    heading: str = ""
    signs: Annotated[tuple[Text, ...], pydantic.Field(min_length=1, max_length=MAX_SIGNS)]


class Level(FrozenModel):
    """Whom to call at once, or soon, and for what. `say` is what to tell them."""

    call: Text
    say: str = ""
    groups: tuple[SignGroup, ...] = ()


class CardVersion(FrozenModel):
    """The card for some people: the first version that fits is printed."""

    when: When
    head: Text
    levels: Annotated[tuple[Level, ...], pydantic.Field(min_length=1)]


class WarningCard(FrozenModel):
    title: Text
    versions: Annotated[tuple[CardVersion, ...], pydantic.Field(min_length=1)]
    if_no_answer: Text
    sources: Ids
