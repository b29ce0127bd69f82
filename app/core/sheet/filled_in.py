"""Notes of a visit from the fields of a PDF that was filled in on a tablet."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from app.content.placeholders import PLACE_TO_WRITE
from app.core.free_text import clean
from app.core.visits import MAX_HEARD_LENGTH, Note, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.core.sheet.items import Item
    from app.core.sheet.models import Sheet
    from app.core.visits import Visit

    Values = Mapping[str, str | bool]
    """Texts and ticks by the name of the field; empty ones are missing."""

BLANK, TICKED = "___", "[x]"


def with_fields(visit: Visit, sheet: Sheet, values: Values) -> Visit:
    """Return a visit with what was typed and ticked in the fields of its sheet.

    Fields say more than what was noted before: they are later. Texts are clean and capped, but may have
    characters that no font prints: the page that shows them names those.
    """
    notes = {**visit.notes}
    for item in sheet.printed:
        notes[item.id] = _note(item, notes.get(item.id, Note()), values)
    other = clean(" ".join(filter(None, (visit.other, *_other(sheet, values)))))
    return visit.model_copy(
        update={
            "notes": notes,
            "other": other[:MAX_HEARD_LENGTH],
            "visit_with": visit.visit_with or _text(values, "visit-with-1"),
        }
    )


def _note(item: Item, note: Note, values: Values) -> Note:
    typed = (_text(values, f"answer-{item.id}"), *_lines(item.fill_in, f"fill-{item.id}", values))
    heard = clean(" ".join(filter(None, typed)))[:MAX_HEARD_LENGTH]
    return note.model_copy(update={"state": _state(item, note, values), "heard": heard or note.heard})


def _state(item: Item, note: Note, values: Values) -> State:
    if values.get(f"answered-{item.id}"):
        return "answered"
    return "asked" if values.get(f"asked-{item.id}") else note.state


def _lines(lines: Iterable[str], name: str, values: Values) -> Iterator[str]:
    """Yield each line with what was filled in in place of its blanks and boxes, if anything was."""
    numbers = count(1)
    for line in lines:
        pieces = PLACE_TO_WRITE.split(line)
        given = [values.get(f"{name}-{next(numbers)}") for _place in pieces[1::2]]
        pieces[1::2] = [_in_place(place, value) for place, value in zip(pieces[1::2], given, strict=True)]
        if any(given):
            yield f"{''.join(pieces).rstrip('.')}."


def _in_place(place: str, value: object) -> str:
    if isinstance(value, str):
        return clean(value)
    return (TICKED if value else place) if place == "[ ]" else BLANK


def _other(sheet: Sheet, values: Values) -> Iterator[str]:
    """Yield what was written beside the questions: what matters most, what happens next, the notes."""
    paper, voice = sheet.catalogue.paper, sheet.voice
    if matters := _text(values, "what-matters"):
        yield f"{paper.what_matters.of(voice)} {matters}."
    yield from _lines(paper.before_you_leave.lines.of(voice), "leave", values)
    yield _text(values, "notes")


def _text(values: Values, name: str) -> str:
    value = values.get(name, "")
    return clean(value) if isinstance(value, str) else ""
