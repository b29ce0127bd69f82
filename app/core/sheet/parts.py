"""The parts of the paper: one entry each.

A part is drawn by templates/parts/ID.html and templates/parts/ID.txt, which find what its entry here gives
them under `part`. The app does not start while an entry and its files do not match. Which parts a clinic
offers, their titles, texts and order stand under `parts` in questions.yaml.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from app.content import Catalogue, Source
    from app.content.notices import Part
    from app.core.sheet.models import Sheet


def _nothing(_sheet: Sheet) -> Mapping[str, object]:
    return {}


def _no_sources(_catalogue: Catalogue) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True)
class PartKind:
    """What the program knows of a part.

    `data` is what the templates draw besides the title and lines of the catalogue. `sources` are ids that
    the part rests on, for the list of sources. A part that `closes_paper` comes after the notices about the
    sheet, and its HTML has the element with id="end" (see app/pdf/renderer.py).
    """

    data: Callable[[Sheet], Mapping[str, object]] = _nothing
    sources: Callable[[Catalogue], Iterable[str]] = _no_sources
    closes_paper: bool = False


COMPARE = "compare"  # the columns of this part follow from the answers, or are named by the person
PARTS: dict[str, PartKind] = {
    "tell_team": PartKind(),
    "warning_card": PartKind(
        data=lambda sheet: {
            "card": sheet.catalogue.warning_card,
            "clinic": sheet.catalogue.clinic,
            "is_reviewed": bool(sheet.catalogue.review.reviewed_by),
        },
        sources=lambda catalogue: catalogue.warning_card.sources,
    ),
    "check_clinic": PartKind(
        data=lambda sheet: {"box": sheet.catalogue.boxes.check_clinic},
        sources=lambda catalogue: catalogue.boxes.check_clinic.sources,
    ),
    COMPARE: PartKind(data=lambda sheet: {"columns": sheet.columns, "rows": sheet.printed}),
    "handover": PartKind(
        data=lambda sheet: {
            "situation": sheet.situation,
            "top": sheet.top,
            "sources": [sheet.catalogue.source[name] for name in sheet.catalogue.parts["handover"].sources],
        },
        sources=lambda catalogue: catalogue.parts["handover"].sources,
    ),
    "words": PartKind(data=lambda sheet: {"words": sheet.words}),
    "sources": PartKind(data=lambda sheet: {"sources": sources_of(sheet)}),
    "notes": PartKind(closes_paper=True),
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


def drawn_parts(sheet: Sheet, *, closes_paper: bool = False) -> tuple[DrawnPart, ...]:
    """Return the parts that are on a sheet, in their order: those at the end, or the others."""
    return tuple(
        DrawnPart(part_id, sheet.catalogue.parts[part_id], PARTS[part_id].data(sheet))
        for part_id in sheet.parts
        if PARTS[part_id].closes_paper == closes_paper
    )


def sources_of(sheet: Sheet) -> tuple[Source, ...]:
    """Return the sources of everything that is printed, in the order of the catalogue."""
    named = {name for item in sheet.printed if item.question for name in item.question.sources}
    for part_id in sheet.parts:
        named.update(PARTS[part_id].sources(sheet.catalogue))
    return tuple(source for source in sheet.catalogue.sources if source.id in named)
