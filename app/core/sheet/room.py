"""How many lines each question starts with, so that a list stays within the pages of its length.

The pages are laid out roughly, in millimetres, to begin with what will probably fit. What is left of a page
becomes more lines when it is really laid out (app/pdf/compose/added_lines.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from app.content import CORE_TOPIC
from app.content.placeholders import PLACE_TO_WRITE
from app.core.sheet.models import WORDS
from app.core.sheet.parts import sources_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.content.types import Paper
    from app.core.sheet.items import Item
    from app.core.sheet.models import Sheet

USUAL, MANY = 2, 3
PAGES = {"short": 2, "medium": 4}
FOR_SECOND_LANGUAGE, FOR_NOTES = 1, 1  # pages more
NOTES, SOURCES = "notes", "sources"  # parts behind the list
# Of standard size, as static/sheet.css has it.
PAGE: dict[Paper, float] = {"letter": 264, "a4": 281}  # more than it has: the sums take too much
HEAD, HEADING, LEAVE, ABOUT, TELL_TEAM, TIME_LINE = 66, 8.8, 36, 40, 42, 59
ASKED, TEXT, LINE, ROWS, AROUND, WORD, SMALL_HEADING, ALSO = 5.9, 5.2, 8.6, 1.5, 0.6, 5.9, 7.1, 5.6
# Letters in a line, in which also words must not be broken.
LETTERS, LETTERS_HOW, LETTERS_ASKED, ASKED_BESIDE_CIRCLES, LETTERS_HINTED = 80, 75, 66, 53, 65
SMALL, LETTERS_SOURCE, CHECKED = (
    5.2,
    85,
    25,
)  # a line of a source, the letters in it, and those of the day it was checked


@dataclass(frozen=True)
class Places:
    """How many places to write a question has at least; a row to fill in is one.

    `hints` is how many of its hints a question behind the core keeps, `core_hints` one of the core, None for
    all, and `circles` whether there are any. `wide`: small texts take the whole width, and not a measure that
    is easy to read, and words stand under no headings.
    """

    core: int
    others: int
    hints: int | None = None
    core_hints: int | None = None
    circles: bool = True
    wide: bool = False

    def at(self, topic: str) -> int:
        """Return how many places the questions under a heading have."""
        return self.core if topic == CORE_TOPIC else self.others

    def hints_of(self, item: Item, topic: str) -> tuple[str, ...]:
        """Return the hints that a question keeps under this heading."""
        return item.listen_for[: self.core_hints if topic == CORE_TOPIC else self.hints]

    def keep_hints(self, sheet: Sheet) -> bool:
        """Return whether any question of a sheet keeps a hint."""
        return any(self.hints_of(item, group.topic) for group in sheet.sections for item in group.items)


TRIED = (
    Places(USUAL, MANY),
    Places(USUAL, USUAL),
    Places(USUAL, 1),
    Places(1, 1),
    Places(1, 1, hints=1),
    Places(1, 1, hints=1, circles=False),
    Places(1, 1, hints=0, core_hints=1, circles=False),
    Places(1, 1, hints=0, core_hints=0, circles=False),
    Places(0, 0, hints=0, core_hints=0, circles=False, wide=True),
)


def places_to_try(sheet: Sheet) -> tuple[Places, ...]:
    """Return how many places to try one after the other, until the sheet has at most `most_pages`.

    The first is the most that seem to fit.
    """
    room, most = PAGE[sheet.paper], _most_of_list(sheet)
    if most is None:
        return (Places(USUAL, USUAL),)
    fits = (place for place, each in enumerate(TRIED) if _pages(_units(sheet, each), room) <= most)
    return TRIED[next(fits, len(TRIED) - 1) :]


def most_pages(sheet: Sheet) -> int | None:
    """Return how many pages a list of this length may have at most; None for any number."""
    most = _most_of_list(sheet)
    if most is None:
        return None
    return most + (FOR_NOTES if NOTES in sheet.parts else 0) + _for_sources(sheet)


def _for_sources(sheet: Sheet) -> int:
    """Return how many pages a list of sources takes: whoever wants one gives up nothing else for it."""
    sources = sources_of(sheet) if SOURCES in sheet.parts else ()
    texts = (len(f"{each.title}{each.published}{each.link}") + CHECKED for each in sources)
    return ceil(sum(ceil(letters / LETTERS_SOURCE) * SMALL for letters in texts) / PAGE[sheet.paper])


def _most_of_list(sheet: Sheet) -> int | None:
    """Return the same without the pages for notes and sources."""
    if sheet.size != "standard" or sheet.length not in PAGES:
        return None
    return PAGES[sheet.length] + (FOR_SECOND_LANGUAGE if sheet.second else 0)


def _pages(units: Iterable[float], room: float) -> int:
    """Return how many pages hold units that are not split."""
    pages, used = 1, 0.0
    for height in units:
        if used + height > room:
            pages, used = pages + 1, 0.0
        used += height
    return pages


def _units(sheet: Sheet, places: Places) -> Iterator[float]:
    yield _head(sheet)
    for section in sheet.sections:
        for place, item in enumerate(section.items):
            also = _also(item, sheet.second)
            yield (0 if place else HEADING) + _question(item, section.topic, places) + also
    if "tell_team" in sheet.parts:
        yield TELL_TEAM
    if "time_line" in sheet.parts:
        yield TIME_LINE
    yield LEAVE + (ALSO * 2 if sheet.second else 0)
    if WORDS in sheet.printed_parts:
        yield HEADING + 2 + WORD * len(sheet.words) + SMALL_HEADING * len(sheet.word_groups)
    yield ABOUT


def _head(sheet: Sheet) -> float:
    lines = sum(LINE if PLACE_TO_WRITE.search(line) else TEXT for line in sheet.head)
    named = TEXT * (bool(sheet.catalogue.clinic.name) + bool(sheet.top))
    texts = ceil(len(sheet.situation_line) / LETTERS) + ceil(len(sheet.how_to_use()) / LETTERS_HOW)
    also = ALSO * (4 + len(sheet.head)) if sheet.second else 0
    return HEAD + TEXT * texts + lines + named + also


def _question(item: Item, topic: str, places: Places) -> float:
    circles = item.wording.circles if item.wording and places.circles else ""
    asked = ceil(len(item.text) / (ASKED_BESIDE_CIRCLES if circles else LETTERS_ASKED))
    hints = ". ".join(filter(None, (*item.about, *places.hints_of(item, topic), circles)))
    rows, least = len(item.fill_in), places.at(topic)
    to_write = LINE * max(least, rows) + (ROWS if rows >= least else 0)
    return AROUND + ASKED * asked + TEXT * ceil(len(hints) / LETTERS_HINTED) + to_write


def _also(item: Item, second: Sheet | None) -> float:
    """Return what a question takes in the second language: its text, and a label for each row to fill in."""
    if second is None:
        return 0
    asked = ceil(len(second.item(item.id).text) / LETTERS_HINTED) if item.question else 1
    return ALSO * (asked + len({*item.fill_in}))
