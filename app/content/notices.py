"""Everything around the questions: review, clinic, notices, boxes, the card, parts of the paper, ranking."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, get_args

import pydantic
from pydantic import StrictInt

from app.content.theme import Theme
from app.content.types import FrozenModel, Id, Ids, OptionalWhen, Paper, Preselected, Text, When

Line = Annotated[str, pydantic.Field(max_length=80)]  # what fits on one line of the sheet
LimitedLength = Literal["short", "medium"]  # the full list has no limit
LIMITED_LENGTHS: tuple[LimitedLength, ...] = get_args(LimitedLength)


class Reviewer(FrozenModel):
    name: Text
    role: Text
    date: dt.date


class Review(FrozenModel):
    reviewed_by: tuple[Reviewer, ...]
    facts_checked: dt.date


class Clinic(FrozenModel):
    name: Line
    day_phone: Line
    night_phone: Line
    hospital: Line
    emergency_number: Text
    paper: Paper
    theme: Theme = Theme()


class Texts(FrozenModel):
    start: Text
    lead: Text
    evidence: Text
    picture: Annotated[str, pydantic.Field(pattern=r"^([A-Za-z0-9_-]+\.png)?$")] = ""
    what_it_is: Text
    show_this: Text
    short_notice: Text
    long_notice: Annotated[tuple[Text, ...], pydantic.Field(min_length=1)]
    independence: Text
    scope: tuple[Text, ...]
    not_saved: Text
    sensitive: str = ""


class Box(FrozenModel):
    title: Text
    when: When
    items: Annotated[tuple[Text, ...], pydantic.Field(min_length=1)]
    quotes: tuple[Text, ...] = ()
    sources: Ids


class Boxes(FrozenModel):
    tips: Box
    early_research: Box
    check_clinic: Box


class Level(FrozenModel):
    call: Text
    signs: Annotated[tuple[Text, ...], pydantic.Field(min_length=1)]


class WarningCard(FrozenModel):
    title: Text
    head: Text
    levels: Annotated[tuple[Level, ...], pydantic.Field(min_length=1)]
    if_no_answer: Text
    sources: Ids


class Part(FrozenModel):
    """A part of the paper, such as the sources. `columns` is the field whose answers name its columns."""

    title: Text
    about: Text
    default: OptionalWhen
    suggest: Preselected = Preselected.model_validate([])
    columns: Id | None = None
    lines: tuple[Text, ...] = ()
    sources: Ids = ()


class KeptPlace(FrozenModel):
    question: Id
    when: When


class Ranking(FrozenModel):
    lengths: dict[LimitedLength, StrictInt]
    kept_places: tuple[KeptPlace, ...]


class AfterTreatment(FrozenModel):
    when: When
