"""The worked people: what the rules give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.form import LENGTH, LIMITED_LENGTHS
from app.core.answers import Answers
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.reasons import facts_of
from app.core.sheet import available_questions, build_sheet, unanswered_topics
from app.core.sheet.parts import card_version
from app.review.models import LengthReview, ListedQuestion, PersonReview
from app.review.steps import let_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content import Catalogue, Person, Question, Wording
    from app.core.sheet import Sheet


def review_person(catalogue: Catalogue, person: Person) -> PersonReview:
    """Return the sheets that a made-up person gets before changing anything on them."""
    answers = Answers.of(catalogue, person.answers)
    said = tuple(facts_of(answers, dict(answers.on_path)))
    if answers.not_covered:
        return PersonReview(person, said, answers.not_covered.title)
    sheets = tuple(
        build_sheet(answers.with_given(LENGTH, length), Choices(), FreeText()) for length in LIMITED_LENGTHS
    )
    return PersonReview(
        person=person,
        said=said,
        head=sheets[0].head,
        situation=sheets[0].situation_line,
        card=catalogue.warning_card.versions.index(card_version(sheets[0])) + 1,
        boxes=tuple(box.title for name, box in catalogue.boxes if sheets[0].shows(name)),
        lengths=tuple(_length(sheet) for sheet in sheets),
        items=tuple(_items(sheets)),
        offered=_offered(sheets[0]),
    )


def _length(sheet: Sheet) -> LengthReview:
    label = sheet.catalogue.field[LENGTH].options[sheet.length].label
    topics = unanswered_topics(sheet)
    return LengthReview(
        label,
        tuple(sheet.catalogue.parts[name].title for name in sheet.parts),
        (*topics.no_room, *topics.sensitive, *topics.none),
    )


def _items(sheets: tuple[Sheet, ...]) -> Iterator[ListedQuestion]:
    """Yield each question of any sheet once: the last, longest sheet gives the order."""
    numbers = [{item.id: item.number for item in sheet.printed} for sheet in sheets]
    chosen = [{each.id: each for each in sheet.selection.chosen} for sheet in sheets]
    every = {item.id: item for sheet in reversed(sheets) for item in sheet.printed}
    for name, item in every.items():
        # The longest list that has the question comes last; it tells the score.
        found = [(sheet, each[name]) for sheet, each in zip(sheets, chosen, strict=True) if name in each]
        yield ListedQuestion(
            name=item.name,
            score=found[-1][1].score,
            reason=item.reason,
            numbers=tuple(places.get(name) for places in numbers),
            wordings=tuple(dict.fromkeys(_number(each.question, each.wording) for _, each in found)),
            steps=tuple(dict.fromkeys(let_in(sheet.answers, each) for sheet, each in found)),
        )


def _number(question: Question, wording: Wording) -> int:
    return question.wordings.index(wording) + 1


def _offered(sheet: Sheet) -> tuple[str, ...]:
    """Return the names of the sensitive questions that fit."""
    fit = {chosen.id for chosen in sheet.selection.fit}
    return tuple(item.name for item in available_questions(sheet).sensitive if item.id in fit)
