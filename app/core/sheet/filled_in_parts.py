"""What was filled in on the parts of the paper: each text with the label that it has there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.content.placeholders import BLANK_LINE
from app.core.choices import MAX_STARS
from app.core.free_text import MAX_COLUMNS
from app.core.sheet.fields import labelled, sentence
from app.core.sheet.parts import COMPARE, card_version, compared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.core.sheet.fields import Fields
    from app.core.sheet.models import Sheet


@dataclass(frozen=True)
class Labels:
    """Labels of the paper that are texts of the program: the catalogue has none for them.

    `treatments` are those of columns of the comparison without a name. `interpreter` stands below an own
    question; "" on a paper in one language.
    """

    appointment: str = ""
    visit_with: str = ""
    next_visit: str = ""
    day_phone: str = ""
    night_phone: str = ""
    treatments: tuple[str, ...] = tuple(map(str, range(1, MAX_COLUMNS + 1)))
    interpreter: str = ""


def filled_in_parts(sheet: Sheet, fields: Fields, labels: Labels) -> Iterator[str]:
    """Yield what was filled in on each part, behind its title."""
    for name, filled_in in FILLED_IN.items():
        if part := sheet.catalogue.parts.get(name):
            texts = [sentence(text) for text in filled_in(sheet, fields, labels)]
            if texts:
                yield labelled(part.title, " ".join(texts))


def _told(sheet: Sheet, fields: Fields, _labels: Labels) -> Iterator[str]:
    for number, line in enumerate(sheet.catalogue.parts["tell_team"].lines, 1):
        if text := fields.words(f"tell-team-{number}"):
            yield labelled(line, text)


def _handed_over(sheet: Sheet, fields: Fields, _labels: Labels) -> Iterator[str]:
    texts = [fields.words(f"handover-{number}") for number in range(1, MAX_STARS + 1)]
    if any(texts):
        yield labelled(sheet.catalogue.paper.top.of(sheet.voice), "; ".join(filter(None, texts)))


def _on_card(sheet: Sheet, fields: Fields, labels: Labels) -> Iterator[str]:
    clinic = sheet.catalogue.clinic
    phones = ((labels.day_phone, clinic.day_phone), (labels.night_phone, clinic.night_phone))
    blanks = [labelled(label, BLANK_LINE) for label, number in phones if not number]  # others are printed
    yield from fields.lines(blanks, "card-phones")
    for number, level in enumerate(card_version(sheet).levels, 1):
        yield from fields.lines([level.say], f"card-say-{number}")
    yield from fields.lines([sheet.catalogue.warning_card.if_no_answer], "card-no-answer")


def _compared(sheet: Sheet, fields: Fields, labels: Labels) -> Iterator[str]:
    if sheet.catalogue.comparison is None:
        return
    heads = [*sheet.columns, sheet.catalogue.comparison.other]
    for place, label in enumerate(labels.treatments[: len(sheet.columns)]):
        if typed := fields.words(f"compare-name-{place + 1}"):
            yield labelled(label, typed)
        heads[place] = heads[place] or typed or label
    for line, row in enumerate(compared(sheet), 1):
        if texts := [*_filled_columns(row.fill_in, f"compare-{line}", heads, fields)]:
            yield labelled(row.ask, "; ".join(texts))


def _filled_columns(line: str, name: str, heads: list[str], fields: Fields) -> Iterator[str]:
    """Yield what stands in the columns of a row, which have a line to fill in or are empty."""
    for column, head in enumerate(heads, 1):
        place = f"{name}-{column}"
        if text := next(fields.lines([line], place), "") or fields.words(place):
            yield labelled(head, text)


FILLED_IN: dict[str, Callable[[Sheet, Fields, Labels], Iterator[str]]] = {
    "tell_team": _told,
    "handover": _handed_over,
    COMPARE: _compared,
    "warning_card": _on_card,
}
