"""The parts of the paper: one entry each.

A part is drawn by templates/parts/ID.html and templates/parts/ID.txt, which find what its entry here gives
them under `part`. The app does not start while an entry and its files do not match. Which parts a clinic
offers, their titles, texts and order stand under `parts` in questions.yaml.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from app.core.sheet.models import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from app.content import Catalogue, Source
    from app.content.card import CardVersion
    from app.content.notices import Part
    from app.core.sheet.models import Sheet


Place = Literal["body", "appendix", "closing", "own_page"]


def _nothing(_sheet: Sheet) -> Mapping[str, object]:
    return {}


def _no_sources(_catalogue: Catalogue) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True)
class PartKind:
    """What the program knows of a part.

    `data` is what the templates draw besides the title and lines of the catalogue. `sources` are ids that
    the part rests on, for the list of sources. `place` says where it stands: with the questions ("body"),
    behind the box to fill in before one leaves ("appendix"), at the end of the last page ("closing": its HTML
    has the element with id="end", see app/pdf/renderer.py), or on a page of its own behind all others, which
    does not count as one of the sheet.
    """

    data: Callable[[Sheet], Mapping[str, object]] = _nothing
    sources: Callable[[Catalogue], Iterable[str]] = _no_sources
    place: Place = "body"


def card_version(sheet: Sheet) -> CardVersion:
    """Return the first version of the warning signs card that fits; the last is for everyone."""
    versions = sheet.catalogue.warning_card.versions
    return next(version for version in versions if sheet.answers.fit(version.when))


@dataclass(frozen=True)
class ComparedRow:
    """A row of the comparison; `number` is that of its question, if that is printed."""

    ask: str
    fill_in: str
    number: int | None


def compared(sheet: Sheet) -> tuple[ComparedRow, ...]:
    """Return the rows of the comparison. Raises ValueError if the catalogue has none."""
    if sheet.catalogue.comparison is None:
        raise ValueError("no comparison")
    numbers = {item.id: item.number for item in sheet.printed}
    return tuple(
        ComparedRow(row.ask.of(sheet.voice), row.fill_in, numbers.get(row.question))
        for row in sheet.catalogue.comparison.rows
    )


COMPARE = "compare"  # the columns of this part follow from the answers, or are named by the person
PARTS: dict[str, PartKind] = {
    "tell_team": PartKind(),
    "warning_card": PartKind(
        place="own_page",
        data=lambda sheet: {
            "card": sheet.catalogue.warning_card,
            "version": card_version(sheet),
            "clinic": sheet.catalogue.clinic,
            "is_reviewed": bool(sheet.catalogue.review.reviewed_by),
        },
        sources=lambda catalogue: catalogue.warning_card.sources,
    ),
    "check_clinic": PartKind(
        place="own_page",
        data=lambda sheet: {"box": sheet.catalogue.boxes.check_clinic},
        sources=lambda catalogue: catalogue.boxes.check_clinic.sources,
    ),
    COMPARE: PartKind(
        place="own_page",
        data=lambda sheet: {"columns": sheet.columns, "rows": compared(sheet)},
    ),
    "time_line": PartKind(
        data=lambda sheet: {"time_line": sheet.catalogue.time_line, "stage": sheet.answers.stage},
        sources=lambda catalogue: catalogue.time_line.sources if catalogue.time_line else (),
    ),
    "handover": PartKind(
        data=lambda sheet: {
            "top": sheet.top,
            "sources": [sheet.catalogue.source[name] for name in sheet.catalogue.parts["handover"].sources],
        },
        sources=lambda catalogue: catalogue.parts["handover"].sources,
    ),
    WORDS: PartKind(place="appendix", data=lambda sheet: {"groups": sheet.word_groups}),
    "sources": PartKind(place="appendix", data=lambda sheet: {"sources": sources_of(sheet)}),
    "notes": PartKind(place="closing"),
}


@dataclass(frozen=True)
class DrawnPart:
    """A part on one person's sheet, as its templates get it."""

    id: str
    entry: Part
    data: Mapping[str, Any]

    @property
    def title(self) -> str:
        return self.entry.title

    @property
    def lines(self) -> tuple[str, ...]:
        return self.entry.lines


def drawn_parts(sheet: Sheet, place: Place = "body") -> tuple[DrawnPart, ...]:
    """Return the parts that are on a sheet and stand at one place of the paper, in their order."""
    return tuple(
        DrawnPart(part_id, sheet.catalogue.parts[part_id], PARTS[part_id].data(sheet))
        for part_id in sheet.printed_parts
        if PARTS[part_id].place == place
    )


def sources_of(sheet: Sheet) -> tuple[Source, ...]:
    """Return the sources of everything that is printed, in the order of the catalogue."""
    named = {name for item in sheet.printed for name in item.sources}
    for part_id in sheet.parts:
        named.update(PARTS[part_id].sources(sheet.catalogue))
    return tuple(source for source in sheet.catalogue.sources if source.id in named)
