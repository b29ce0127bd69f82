"""The questions that were taken along to a visit, as they were asked there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.content.form import STAGE
from app.core.free_text import OWN_IDS
from app.core.sheet.wording import Addable
from app.core.visits import Note, Visit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.core.answers import Answers
    from app.core.sheet.models import Sheet
    from app.core.visits import Outcome


BEFORE = "-before-"  # between the id of a place and what tells an own question that had it before
NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class VisitedQuestion:
    """A question and what came of it. `ask` is "" if it is no longer in the catalogue."""

    id: str
    ask: str
    name: str
    note: Note


def taken_along(sheet: Sheet, visit: Visit | None, shown: Mapping[str, str] = NONE) -> Visit:
    """Return a visit, begun or new, with a note for each printed question, in their order.

    Notes on other questions stay if they say anything, or were `shown` on a page: the texts of own questions
    by id. What was noted on an own question that is gone stays under an id of its own.
    """
    begun = visit or Visit(date=sheet.visit_date, visit_with=sheet.visit_with, stage=sheet.answers.stage)
    own = {item.id: item.text if item.question is None else "" for item in sheet.printed}
    before = as_now(sheet, begun).notes
    notes = {name: before.get(name, Note(own=text)) for name, text in own.items()}
    others = {name: note for name, note in before.items() if says_something(note)}
    known = _known(sheet, shown)
    now = ids_now(sheet, known)
    also = {now[name]: Note(own=text) for name, text in known.items()}
    found = {**notes, **_new(others, notes)}
    return begun.model_copy(update={"notes": {**found, **_new(also, found)}})


def _known(sheet: Sheet, shown: Mapping[str, str]) -> dict[str, str]:
    """Return the questions that a page of this site can have shown: whoever sends a form may name any."""
    own = {name for name, text in shown.items() if name in OWN_IDS or (text and _place(name) in OWN_IDS)}
    known = own | sheet.catalogue.question.keys()
    return {name: text if name in own else "" for name, text in shown.items() if name in known}


def written_down(sheet: Sheet, visit: Visit) -> Visit:
    """Return a visit without what says nothing on questions that are not printed: an old page showed them."""
    printed = {item.id for item in sheet.printed}
    notes = {name: note for name, note in visit.notes.items() if name in printed or says_something(note)}
    return visit.model_copy(update={"notes": notes})


def says_something(note: Note) -> bool:
    return note.outcome != "open"


def as_now(sheet: Sheet, visit: Visit) -> Visit:
    """Return a visit with its notes under the ids that they have now."""
    ids = ids_now(sheet, {name: note.own for name, note in visit.notes.items()})
    return visit.model_copy(update={"notes": {ids[name]: note for name, note in visit.notes.items()}})


def ids_now(sheet: Sheet, questions: Mapping[str, str]) -> dict[str, str]:
    """Return the ids that notes have now, by the ids they had; `questions` are the texts of own ones, or "".

    While an own question is on the list, printed or not, its id is that of its place, also of a new one.
    After that it follows from the place it had and the text. So it does not depend on how often a note was
    stored, and a question that comes back finds its note again.
    """
    left = {item.id: item.text for group in sheet.groups for item in group.items if item.question is None}
    ids = dict[str, str]()
    # Who is in its place first: the same text may stand in two.
    for name, text in sorted(questions.items(), key=lambda each: left.get(_place(each[0])) != each[1]):
        ids[name] = _id_now(name, text, left)
        left.pop(ids[name], None)
    return ids


def _id_now(name: str, text: str, own: Mapping[str, str]) -> str:
    place = _place(name)
    if not text or place not in OWN_IDS:
        return name
    places = [each for each, other in own.items() if other == text]
    if places:
        return place if place in places else places[0]
    return f"{place}{BEFORE}{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _place(name: str) -> str:
    """Return the place that an own question had by the id of its note; other ids are returned as they are."""
    return name.partition(BEFORE)[0]


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
