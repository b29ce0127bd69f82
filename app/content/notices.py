"""What stands around the questions: review, clinic, notices, boxes, parts of the paper."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import pydantic

from app.content.theme import Theme
from app.content.types import (
    FrozenModel,
    Id,
    Ids,
    OptionalWhen,
    Paper,
    Picture,
    Preselected,
    Text,
    When,
    WhenSaid,
)
from app.content.voices import Spoken, SpokenLines

Line = Annotated[str, pydantic.Field(max_length=80)]  # what fits on one line of the sheet


class Reviewer(FrozenModel):
    name: Text
    role: Text
    date: dt.date


class ToDecide(FrozenModel):
    """A question that only a clinician can answer: what the sheet does now, and what else it could do."""

    ask: Text
    now: Text
    instead: Text
    who: Text


class Review(FrozenModel):
    reviewed_by: tuple[Reviewer, ...]
    facts_checked: dt.date
    next_check: dt.date | None = None
    to_decide: tuple[ToDecide, ...] = ()


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
    evidence: Annotated[tuple[Text, ...], pydantic.Field(min_length=1)]
    coverage: str = ""
    picture: Picture = ""
    what_it_is: Text
    treatment: str = ""
    short_notice: Text
    long_notice: Annotated[tuple[Text, ...], pydantic.Field(min_length=1)]
    independence: Text
    scope: tuple[Text, ...]
    not_saved: Text
    still_open: Text
    core: str = ""
    sensitive: str = ""
    first_of_all: str = ""


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


class Part(FrozenModel):
    """A part of the paper, such as the sources.

    `columns` is the field whose answers name its columns, `pointer` is printed on the first page.
    """

    title: Text
    about: Text
    default: OptionalWhen
    suggest: Preselected = Preselected.model_validate([])
    columns: Id | None = None
    pointer: str = ""
    lines: tuple[Text, ...] = ()
    sources: Ids = ()


class HeadLine(FrozenModel):
    """A line at the head of the paper, for some people."""

    when: When
    text: Spoken


class LookAgain(FrozenModel):
    """Answers that contradict each other, and what "Check your answers" says about them."""

    when: WhenSaid
    text: Text


class NotCovered(FrozenModel):
    """People for whom there is no sheet, and what they are told instead."""

    when: WhenSaid
    title: Text
    text: SpokenLines
    sources: Ids = ()
