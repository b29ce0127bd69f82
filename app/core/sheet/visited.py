"""The questions that were taken along to a visit, as they were asked there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.content.form import STAGE
from app.core.free_text import OWN_IDS
from app.core.sheet.wording import Addable
from app.core.visits import Note, Visit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.core.answers import Answers
    from app.core.sheet.models import Sheet
    from app.core.visits import Outcome


BEFORE = "-before"  # behind the id of an own question that another one has taken the place of


@dataclass(frozen=True)
class VisitedQuestion:
    """A question and what came of it. `ask` is "" if it is no longer in the catalogue."""

    id: str
    ask: str
    name: str
    note: Note


def taken_along(sheet: Sheet, visit: Visit | None, shown: Iterable[str] = ()) -> Visit:
    """Return a visit, begun or new, with a note for each printed question, in their order.

    Notes on other questions stay if they say anything, or were `shown` on a page. What was noted on an own
    question that was changed since stays under an id of its own.
    """
    begun = visit or Visit(date=sheet.visit_date, visit_with=sheet.visit_with, stage=sheet.answers.stage)
    own = {item.id: item.text if item.question is None else "" for item in sheet.printed}
    before = {_id_now(name, note, own): note for name, note in begun.notes.items()}
    notes = {name: before.get(name, Note(own=text)) for name, text in own.items()}
    known = {*sheet.catalogue.question, *OWN_IDS}
    others = {name: note for name, note in before.items() if says_something(note)}
    also = {name: Note() for name in shown if name in known}
    found = {**notes, **_new(others, notes)}
    return begun.model_copy(update={"notes": {**found, **_new(also, found)}})


def written_down(sheet: Sheet, visit: Visit) -> Visit:
    """Return a visit without what says nothing on questions that are not printed: an old page showed them."""
    printed = {item.id for item in sheet.printed}
    notes = {name: note for name, note in visit.notes.items() if name in printed or says_something(note)}
    return visit.model_copy(update={"notes": notes})


def says_something(note: Note) -> bool:
    return note.outcome != "open"


def _id_now(name: str, note: Note, own: dict[str, str]) -> str:
    """Return the id for a note: the place of an own question may hold another one by now."""
    return name if not note.own or own.get(name) == note.own else f"{name}{BEFORE}"


def visited(visit: Visit, answers: Answers, *outcomes: Outcome) -> tuple[VisitedQuestion, ...]:
    """Return the questions of a visit with some outcomes, or all, worded for where the person was then."""
    then = answers.with_given(STAGE, visit.stage) if visit.stage else answers
    return tuple(
        _question(name, note, then)
        for name, note in visit.notes.items()
        if note.outcome in outcomes or not outcomes
    )


def _question(name: str, note: Note, answers: Answers) -> VisitedQuestion:
    if note.own:
        return VisitedQuestion(name, note.own, note.own, note)
    question = answers.catalogue.question.get(name)
    if question is None:
        return VisitedQuestion(name, "", "", note)
    wording = Addable(answers).wording(question)
    ask = wording.ask.of(answers.voice) if wording else None
    return VisitedQuestion(name, ask or question.name, question.name, note)


def _new(notes: dict[str, Note], known: dict[str, Note]) -> dict[str, Note]:
    return {name: note for name, note in notes.items() if name not in known}
