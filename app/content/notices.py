"""What stands around the questions: review, clinic, notes, boxes, the card, the parts of the paper."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field as Rule
from pydantic import StrictInt

from app.content.theme import Theme
from app.content.types import Entry, Id, Ids, OptionalWhen, Text, When

Line = Annotated[str, Rule(max_length=80)]  # what a line of the sheet holds


class Reviewer(Entry):
    name: Text
    role: Text
    date: dt.date


class Review(Entry):
    reviewed_by: tuple[Reviewer, ...]
    facts_checked: dt.date


class Clinic(Entry):
    name: Line
    day_phone: Line
    night_phone: Line
    hospital: Line
    emergency_number: Text
    paper: Literal["letter", "a4"]
    theme: Theme = Theme()


class Texts(Entry):
    start: Text
    lead: Text
    evidence: Text
    picture: Annotated[str, Rule(pattern=r"^([A-Za-z0-9_-]+\.png)?$")] = ""
    what_it_is: Text
    show_this: Text
    short_notice: Text
    long_notice: Annotated[tuple[Text, ...], Rule(min_length=1)]
    independence: Text
    scope: tuple[Text, ...]
    not_saved: Text


class Box(Entry):
    title: Text
    when: When
    items: Annotated[tuple[Text, ...], Rule(min_length=1)]
    quotes: tuple[Text, ...] = ()
    sources: Ids


class Boxes(Entry):
    tips: Box
    early_research: Box
    check_clinic: Box


class Level(Entry):
    call: Text
    signs: Annotated[tuple[Text, ...], Rule(min_length=1)]


class WarningCard(Entry):
    title: Text
    head: Text
    levels: Annotated[tuple[Level, ...], Rule(min_length=1)]
    if_no_answer: Text
    sources: Ids


class Part(Entry):
    title: Text
    about: Text
    default: OptionalWhen
    suggest: OptionalWhen = ()
    columns: Id | None = None
    lines: tuple[Text, ...] = ()
    sources: Ids = ()


class KeptPlace(Entry):
    question: Id
    when: When


class Ranking(Entry):
    lengths: dict[Literal["short", "medium"], StrictInt]
    kept_places: tuple[KeptPlace, ...]


class AfterTreatment(Entry):
    when: When
