"""The worked people: what the rules give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.answers import prune
from app.core.choices import Choices
from app.core.free_text import Typed
from app.core.reasons import facts_of
from app.core.selection import fitting
from app.core.sheet import build, others
from app.review.models import Listed, Listing, Worked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content import Catalogue, Person
    from app.core.sheet import Sheet

LENGTHS = ("short", "medium")


def worked(catalogue: Catalogue, person: Person) -> Worked:
    """Return the sheets that a made-up person gets before changing anything on them."""
    said = prune(catalogue, person.answers)
    sheets = tuple(build(catalogue, {**said, "length": (length,)}, Choices(), Typed()) for length in LENGTHS)
    return Worked(
        person=person,
        said=tuple(facts_of(catalogue, dict(said), said)),
        after_treatment=sheets[0].after_treatment,
        boxes=tuple(box.title for name, box in catalogue.boxes if sheets[0].shows(name)),
        listings=tuple(_listing(catalogue, sheet) for sheet in sheets),
        items=tuple(_items(catalogue, sheets)),
        offered=_offered(catalogue, sheets[0]),
    )


def _listing(catalogue: Catalogue, sheet: Sheet) -> Listing:
    label = catalogue.field["length"].options[sheet.length]
    return Listing(
        label, tuple(catalogue.parts[name].title for name in sheet.parts if name in catalogue.parts)
    )


def _items(catalogue: Catalogue, sheets: tuple[Sheet, ...]) -> Iterator[Listed]:
    """Yield each question of any sheet once: the last, longest sheet gives the order."""
    score = {chosen.question.id: chosen.score for chosen in fitting(catalogue, sheets[-1].answers)}
    numbers = [{item.id: item.number for item in sheet.printed} for sheet in sheets]
    every = {item.id: item for sheet in reversed(sheets) for item in sheet.printed}
    for name, item in every.items():
        yield Listed(tuple(places.get(name) for places in numbers), item.name, score[name], item.reason)


def _offered(catalogue: Catalogue, sheet: Sheet) -> tuple[str, ...]:
    """The sensitive questions that fit, by name."""
    fit = {chosen.question.id for chosen in fitting(catalogue, sheet.answers)}
    return tuple(item.name for item in others(sheet).sensitive if item.id in fit)
