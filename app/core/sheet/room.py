"""How many lines each question starts with, so that a list stays within the pages of its length.

Rough sums of heights: what is left of each page becomes more lines when it is laid out (app/pdf/lines.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.content.types import Paper
    from app.core.sheet.items import Item
    from app.core.sheet.models import Sheet

USUAL, MANY = 2, 3
MEDIUM_PAGES = 4
# In millimetres, of standard size, as static/sheet.css lays them out.
PAGE: dict[Paper, float] = {"letter": 254, "a4": 272}
LOST_AT_A_BREAK = 28  # at the foot of a page, on average
HEAD, HEADING, LEAVE, ABOUT, TELL_TEAM, TIME_LINE, WORD = 76, 8.7, 32, 38, 35, 50, 5.2
ASKED, TEXT, LINE, AROUND = 5.9, 5.2, 8.6, 0.6
# Letters in a line, in which also words must not be broken.
LETTERS, LETTERS_ASKED, ASKED_BESIDE_CIRCLES, LETTERS_HINTED = 80, 70, 56, 70


@dataclass(frozen=True)
class Places:
    """How many places to write a question has at least; a row to fill in is one."""

    core: int
    others: int


def places_to_begin_with(sheet: Sheet) -> Places:
    """Return the most places with which a short or medium list of standard size keeps its pages."""
    if sheet.size != "standard" or sheet.length == "full":
        return Places(USUAL, USUAL)
    core = USUAL if _head(sheet) + _section(sheet.sections[0].items, USUAL) <= PAGE[sheet.paper] else 1
    if sheet.length == "short":  # its second page holds all that is not the core
        return Places(core, 1)
    room = MEDIUM_PAGES * PAGE[sheet.paper] - (MEDIUM_PAGES - 1) * LOST_AT_A_BREAK
    return Places(core, next((places for places in (MANY, USUAL) if _medium(sheet, places) <= room), 1))


def _head(sheet: Sheet) -> float:
    lines = sum(LINE if "__" in line else TEXT for line in sheet.head)
    named = TEXT * (bool(sheet.catalogue.clinic.name) + bool(sheet.top))
    return HEAD + TEXT * ceil(len(sheet.situation_line) / LETTERS) + lines + named


def _medium(sheet: Sheet, places: int) -> float:
    core, *others = sheet.sections
    questions = _section(core.items, USUAL) + sum(_section(group.items, places) for group in others)
    words = HEADING + WORD * len(sheet.words) if "words" in sheet.parts else 0
    parts = TELL_TEAM * ("tell_team" in sheet.parts) + TIME_LINE * ("time_line" in sheet.parts) + words
    return _head(sheet) + questions + parts + LEAVE + ABOUT


def _section(items: Iterable[Item], places: int) -> float:
    return HEADING + sum(_question(item, places) for item in items)


def _question(item: Item, places: int) -> float:
    letters = ASKED_BESIDE_CIRCLES if item.wording and item.wording.circles else LETTERS_ASKED
    asked = ceil(len(item.text) / letters)
    hinted = ceil(len(". ".join((*item.about, *item.listen_for))) / LETTERS_HINTED)
    return AROUND + ASKED * asked + TEXT * hinted + LINE * max(places, len(item.fill_in))
