"""The worked people: what the rules give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.form import LENGTH
from app.content.notices import LIMITED_LENGTHS
from app.core.answers import Answers
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.reasons import facts_of
from app.core.selection import fitting
from app.core.sheet import available_questions, build_sheet
from app.review.models import LengthReview, ListedQuestion, PersonReview

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content import Catalogue, Person
    from app.core.sheet import Sheet


def review_person(catalogue: Catalogue, person: Person) -> PersonReview:
    """Return the sheets that a made-up person gets before changing anything on them."""
    answers = Answers.of(catalogue, person.answers)
    sheets = tuple(
        build_sheet(answers.with_given(LENGTH, length), Choices(), FreeText()) for length in LIMITED_LENGTHS
    )
    return PersonReview(
        person=person,
        said=tuple(facts_of(answers, dict(answers.on_path))),
        after_treatment=sheets[0].after_treatment,
        boxes=tuple(box.title for name, box in catalogue.boxes if sheets[0].shows(name)),
        lengths=tuple(_length(sheet) for sheet in sheets),
        items=tuple(_items(sheets)),
        offered=_offered(sheets[0]),
    )


def _length(sheet: Sheet) -> LengthReview:
    label = sheet.catalogue.field[LENGTH].options[sheet.length]
    return LengthReview(label, tuple(sheet.catalogue.parts[name].title for name in sheet.parts))


def _items(sheets: tuple[Sheet, ...]) -> Iterator[ListedQuestion]:
    """Yield each question of any sheet once: the last, longest sheet gives the order."""
    score = {chosen.question.id: chosen.score for chosen in fitting(sheets[-1].answers)}
    numbers = [{item.id: item.number for item in sheet.printed} for sheet in sheets]
    every = {item.id: item for sheet in reversed(sheets) for item in sheet.printed}
    for name, item in every.items():
        yield ListedQuestion(
            tuple(places.get(name) for places in numbers), item.name, score[name], item.reason
        )


def _offered(sheet: Sheet) -> tuple[str, ...]:
    """Return the names of the sensitive questions that fit."""
    fit = {chosen.question.id for chosen in fitting(sheet.answers)}
    return tuple(item.name for item in available_questions(sheet).sensitive if item.id in fit)
