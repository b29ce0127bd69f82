"""Notes of a visit from the fields of a PDF that was filled in on a tablet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.placeholders import BLANK_LINE
from app.core.free_text import clean
from app.core.sheet.fields import Fields, labelled, sentence
from app.core.sheet.filled_in_parts import filled_in_parts
from app.core.visits import ID, Note, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.core.sheet.fields import Values
    from app.core.sheet.filled_in_parts import Labels
    from app.core.sheet.items import Item
    from app.core.sheet.models import Sheet
    from app.core.visits import Visit

KINDS = {"asked", "answered", "answer", "fill"}  # of fields of questions
STARTS = {"tell_team": "tell-team-", "handover": "handover-", "compare": "compare-", "warning_card": "card-"}


def with_fields(visit: Visit, sheet: Sheet, values: Values, labels: Labels) -> Visit:
    """Return a visit with all that was typed and ticked in the fields of its sheet.

    What was noted before stands before what the fields say. Texts are cleaned, and neither cut nor checked
    for characters that no font prints: the page that shows them says what does not fit.
    """
    fields = Fields(values)
    notes = {**visit.notes}
    lines = {item.id: _lines_below(item, labels) for item in sheet.printed}
    for name in (*lines, *_not_printed(values, lines)):
        notes[name] = _note(name, lines.get(name, ()), notes.get(name, Note()), fields)
    visit_with = visit.visit_with or fields.text("visit-with-1")
    others = filter(None, (visit.other, *_other(sheet, fields, labels)))
    other = clean("\n".join(others), lines=True)
    return visit.model_copy(update={"notes": notes, "other": other, "visit_with": visit_with})


def _lines_below(item: Item, labels: Labels) -> tuple[str, ...]:
    """Return the lines to fill in that a question has on the paper."""
    if item.question is None and labels.interpreter:
        return (labelled(labels.interpreter, BLANK_LINE),)
    return item.fill_in


def _not_printed(values: Values, printed: Iterable[str]) -> list[str]:
    """Return the ids of questions with fields that are no longer on the sheet.

    Anybody may name a field: what can be no id stands with all other texts.
    """
    parts = (name.partition("-") for name in values)
    named = (
        rest.rpartition("-")[0] if kind == "fill" else rest for kind, _bar, rest in parts if kind in KINDS
    )
    return [name for name in dict.fromkeys(named) if name not in {*printed} and ID.fullmatch(name)]


def _note(name: str, lines: Iterable[str], note: Note, fields: Fields) -> Note:
    """Take what is in the fields of one question, and return its note."""
    state = _state(name, note, fields)
    answer = fields.text(f"answer-{name}", lines=True)
    typed = (answer, *map(sentence, fields.lines(lines, f"fill-{name}")))
    more = [key for key in fields.names if key.rpartition("-")[0] == f"fill-{name}"]  # of lines it had before
    heard = "\n".join(filter(None, (note.heard, *typed, *map(fields.text, more))))
    return note.model_copy(update={"state": state, "heard": clean(heard, lines=True)})


def _state(name: str, note: Note, fields: Fields) -> State:
    asked, answered = fields.is_ticked(f"asked-{name}"), fields.is_ticked(f"answered-{name}")
    if answered:
        return "answered"
    return "asked" if asked else note.state


def _other(sheet: Sheet, fields: Fields, labels: Labels) -> Iterator[str]:
    """Yield what was written beside the questions: above them, behind them, on the parts."""
    paper, voice = sheet.catalogue.paper, sheet.voice
    if matters := fields.text("what-matters", lines=True):
        yield sentence(labelled(paper.what_matters.of(voice), matters))
    yield from map(sentence, fields.lines(sheet.head, "head"))
    yield from map(sentence, fields.lines(paper.before_you_leave.lines.of(voice), "leave"))
    yield fields.text("notes", lines=True)
    for label, start in _above(sheet, labels):
        yield _under(label, start, fields)
    yield from filled_in_parts(sheet, fields, labels)
    for title, start in _titles(sheet):
        yield _under(title, start, fields)


def _above(sheet: Sheet, labels: Labels) -> Iterator[tuple[str, str]]:
    """Yield the labels of blanks above the questions, and how the names of their fields begin."""
    yield labels.appointment, "visit-date-"
    yield labels.visit_with, "visit-with-"
    yield labels.next_visit, "visit-next-"
    yield sheet.catalogue.paper.top.of(sheet.voice), "top-"


def _titles(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Yield the titles of parts, for fields whose labels are gone from the catalogue; "" for all others."""
    for part, start in STARTS.items():
        if part in sheet.catalogue.parts:
            yield sheet.catalogue.parts[part].title, start
    yield "", ""


def _under(label: str, start: str, fields: Fields) -> str:
    """Take all texts whose names begin so, and return them behind their label; "" if there are none."""
    texts = [fields.words(name) for name in fields.names if name.startswith(start)]
    found = "; ".join(filter(None, texts))
    return sentence(labelled(label, found)) if found else ""
