"""Notes of a visit from the fields of a PDF that was filled in on a tablet."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from app.content.placeholders import PLACE_TO_WRITE
from app.core.free_text import clean
from app.core.visits import ID, Note, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.core.sheet.models import Sheet
    from app.core.visits import Visit

    Values = Mapping[str, str | bool]
    """Texts and ticks by the name of the field; empty ones are missing."""

BLANK, TICKED = "___", "[x]"
PARTS = {"tell-team": "tell_team", "handover": "handover", "compare": "compare", "card": "warning_card"}
KINDS = {"asked", "answered", "answer", "fill"}  # of fields of questions


def with_fields(visit: Visit, sheet: Sheet, values: Values, labels: Mapping[str, str]) -> Visit:
    """Return a visit with all that was typed and ticked in the fields of its sheet.

    What was noted before stands before what the fields say. Texts are cleaned, and neither cut nor checked
    for characters that no font prints: the page that shows them says what does not fit. `labels` are of
    fields that the catalogue has no text for, by the start of their names.
    """
    left = dict(values)
    notes = {**visit.notes}
    lines = {item.id: item.fill_in for item in sheet.printed}
    for name in (*lines, *_not_printed(values, lines)):
        notes[name] = _note(name, lines.get(name, ()), notes.get(name, Note()), left)
    visit_with = visit.visit_with or _text(left, "visit-with-1")
    others = filter(None, (visit.other, *_other(sheet, left), *_rest(sheet, left, labels)))
    other = clean("\n".join(others), lines=True)
    return visit.model_copy(update={"notes": notes, "other": other, "visit_with": visit_with})


def _not_printed(values: Values, printed: Iterable[str]) -> list[str]:
    """Return the ids of questions with fields that are no longer on the sheet.

    Anybody may name a field: what can be no id stands with all other texts.
    """
    parts = (name.partition("-") for name in values)
    named = (
        rest.rpartition("-")[0] if kind == "fill" else rest for kind, _bar, rest in parts if kind in KINDS
    )
    return [name for name in dict.fromkeys(named) if name not in {*printed} and ID.fullmatch(name)]


def _note(name: str, lines: Iterable[str], note: Note, left: dict[str, str | bool]) -> Note:
    """Take what is in the fields of one question, and return its note."""
    state = _state(name, note, left)
    typed = (_text(left, f"answer-{name}", lines=True), *_lines(lines, f"fill-{name}", left))
    more = [key for key in left if key.rpartition("-")[0] == f"fill-{name}"]  # of lines that it had before
    heard = "\n".join(filter(None, (note.heard, *typed, *(_text(left, key) for key in more))))
    return note.model_copy(update={"state": state, "heard": clean(heard, lines=True)})


def _state(name: str, note: Note, left: dict[str, str | bool]) -> State:
    asked, answered = left.pop(f"asked-{name}", False), left.pop(f"answered-{name}", False)
    if answered:
        return "answered"
    return "asked" if asked else note.state


def _lines(lines: Iterable[str], name: str, left: dict[str, str | bool]) -> Iterator[str]:
    """Yield each line with what was filled in in place of its blanks and boxes, if anything was."""
    numbers = count(1)
    for line in lines:
        pieces = PLACE_TO_WRITE.split(line)
        given = [left.pop(f"{name}-{next(numbers)}", None) for _place in pieces[1::2]]
        pieces[1::2] = [_in_place(place, value) for place, value in zip(pieces[1::2], given, strict=True)]
        if any(given):
            yield f"{''.join(pieces).rstrip('.')}."


def _in_place(place: str, value: object) -> str:
    if isinstance(value, str):
        return clean(value)
    return (TICKED if value else place) if place == "[ ]" else BLANK


def _other(sheet: Sheet, left: dict[str, str | bool]) -> Iterator[str]:
    """Yield what was written beside the questions: what matters most, what happens next, the notes."""
    paper, voice = sheet.catalogue.paper, sheet.voice
    if matters := _text(left, "what-matters"):
        yield f"{paper.what_matters.of(voice)} {matters}."
    yield from _lines(sheet.head, "head", left)
    yield from _lines(paper.before_you_leave.lines.of(voice), "leave", left)
    yield _text(left, "notes", lines=True)


def _rest(sheet: Sheet, left: dict[str, str | bool], labels: Mapping[str, str]) -> Iterator[str]:
    """Yield the texts of all other fields, under the title of their part of the paper."""
    known = sheet.catalogue.parts
    titles = {kind: known[part].title for kind, part in PARTS.items() if part in known}
    titles |= {"top": sheet.catalogue.paper.top.of(sheet.voice), **labels}
    found: dict[str, list[str]] = {}
    for name in [*left]:
        if text := _text(left, name):
            kind = next((kind for kind in titles if name.startswith(f"{kind}-")), "")
            found.setdefault(titles.get(kind, ""), []).append(text)
    yield from (f"{title}{': ' if title else ''}{'; '.join(texts)}." for title, texts in found.items())


def _text(left: dict[str, str | bool], name: str, *, lines: bool = False) -> str:
    value = left.pop(name, "")
    return clean(value, lines=lines) if isinstance(value, str) else ""
