"""What of a saved sheet can still be used: by this catalogue, on this paper, in the cookies."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from app.content.form import STAGE
from app.core.free_text import (
    MAX_COLUMN_LENGTH,
    MAX_COLUMNS,
    MAX_NAME_LENGTH,
    MAX_OWN_QUESTIONS,
    MAX_QUESTION_LENGTH,
    OWN_IDS,
    FreeText,
    clean,
    printable,
)
from app.core.visits import ID, MAX_HEARD_LENGTH, MAX_VISITS, Note, Visit

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from app.content import Catalogue
    from app.core.answers import OptionsByField
    from app.core.choices import Choices
    from app.core.free_text import Unprintable
    from app.core.saved import SavedSheet


@dataclass(frozen=True)
class Restored:
    """What a saved sheet still says, and how much of it is left out."""

    answers: OptionsByField
    choices: Choices
    free_text: FreeText
    visits: tuple[Visit, ...]
    answers_gone: int
    questions_gone: int
    visits_gone: int

    @classmethod
    def of(cls, saved: SavedSheet, catalogue: Catalogue, unprintable: Unprintable) -> Restored:
        """Keep what is known, what can be printed, and no more than the forms would take."""
        fields = catalogue.field
        given = {
            name: fields[name].valid(options) for name, options in saved.answers.items() if name in fields
        }
        free_text = _free_text(saved.free_text, unprintable)
        known = {*catalogue.question, *free_text.own_questions()}
        choices = saved.choices
        return cls(
            answers=given,
            choices=choices.model_copy(
                update={
                    "dropped": _each_once(choices.dropped, known),
                    "added": _each_once(choices.added, known),
                    "starred": _each_once(choices.starred, known),
                    "order": _each_once(choices.order, known),
                    "answered": _answered(choices.answered, catalogue),
                    "still_open": _each_once(choices.still_open, known),
                    "parts": None if choices.parts is None else _each_once(choices.parts, catalogue.parts),
                }
            ),
            free_text=free_text,
            visits=tuple(_visit(each, catalogue, unprintable) for each in saved.visits[-MAX_VISITS:]),
            answers_gone=sum(
                option not in (fields[name].options if name in fields else ())
                for name, options in saved.answers.items()
                for option in set(options)
            ),
            questions_gone=len(
                {*choices.added, *choices.starred, *choices.order, *choices.still_open} - known - {*OWN_IDS}
            ),
            visits_gone=max(0, len(saved.visits) - MAX_VISITS),
        )


def _each_once(names: Iterable[str], known: Container[str]) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if name in known)


def _answered(answered: Mapping[str, str], catalogue: Catalogue) -> dict[str, str]:
    stages = catalogue.field[STAGE].options
    return {
        name: stage if stage in stages else ""
        for name, stage in answered.items()
        if name in catalogue.question
    }


def _free_text(text: FreeText, unprintable: Unprintable) -> FreeText:
    return FreeText(
        # An empty slot stays: stars and the order name the others by their place.
        own=tuple(printable(each, MAX_QUESTION_LENGTH, unprintable) for each in text.own[:MAX_OWN_QUESTIONS]),
        visit_date=text.visit_date,
        visit_with=printable(text.visit_with, MAX_NAME_LENGTH, unprintable),
        columns=tuple(printable(each, MAX_COLUMN_LENGTH, unprintable) for each in text.columns[:MAX_COLUMNS]),
    )


def _visit(visit: Visit, catalogue: Catalogue, unprintable: Unprintable) -> Visit:
    stages = catalogue.field[STAGE].options
    known = {*catalogue.question, *OWN_IDS}
    notes = {
        name: Note(
            state=note.state,
            heard=_as_typed(note.heard),
            own="" if name in catalogue.question else printable(note.own, MAX_QUESTION_LENGTH, unprintable),
        )
        for name, note in visit.notes.items()
        # What was heard is kept also where its question is no longer on the list, and so is an own question.
        if name in known or ((note.heard or note.own) and ID.fullmatch(name))
    }
    return Visit(
        date=visit.date,
        visit_with=printable(visit.visit_with, MAX_NAME_LENGTH, unprintable),
        stage=visit.stage if visit.stage in stages else "",
        now=visit.now if visit.now in stages else "",
        notes=dict(islice(notes.items(), len(known))),
        other=_as_typed(visit.other),
        finished=visit.finished,
    )


def _as_typed(text: str) -> str:
    """Return notes with all their characters, too many or not printable: the page that shows them says so."""
    return clean(clean(text[: 8 * MAX_HEARD_LENGTH], lines=True)[: 4 * MAX_HEARD_LENGTH], lines=True)
