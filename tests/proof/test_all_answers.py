"""What holds for every set of answers there is. `classes` and `walk` say why so few people stand for all."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from app.content.notices import LIMITED_LENGTHS, LimitedLength
from app.core.answers import Answers, OptionsByField
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.selection import fitting, select
from app.core.sheet import build_sheet
from tests.catalogues import ALL, real, small
from tests.proof.classes import Reading, classes, rules_of
from tests.proof.situation import comes, every_answer, hears, listed, rule_fits, score
from tests.proof.walk import all_that_matters_to, every_class, every_pair, extremes

if TYPE_CHECKING:
    from app.content import Catalogue, Field, Question


def ids(catalogue: Catalogue, said: OptionsByField) -> list[str]:
    return [chosen.question.id for chosen in select(Answers.of(catalogue, said))]


def alone(question: Question) -> Catalogue:
    return real().model_copy(update={"questions": (question,)})


def test_each_question_scores_as_the_header_says(question: Question) -> None:
    got = 0
    for said in all_that_matters_to(real(), question):
        heard = hears(real(), said)
        expected = [score(real(), question, heard)] if comes(question, heard) else []
        assert [chosen.score for chosen in fitting(Answers.of(alone(question), said))] == expected, said
        got += question.id in ids(real(), {**said, **ALL})
    assert got


def test_answers_of_one_class_are_alike(field: Field) -> None:
    name = field.id
    reading, shortest = Reading(rules_of(real()), field), classes(rules_of(real()), field)
    lists = {mask: fitting(Answers.of(real(), {name: ticks})) for mask, ticks in shortest.items()}
    for ticks in every_answer(field):
        assert fitting(Answers.of(real(), {name: ticks})) == lists[reading.of(ticks)]


def test_lists_are_as_the_header_says() -> None:
    for said in (*every_class(real()), *every_pair(real())):
        assert ids(real(), said) == listed(real(), hears(real(), said)), said


def test_small_lists_are_as_the_header_says() -> None:
    catalogue = small()
    answers = [list(every_answer(field)) for field in catalogue.field.values()]
    for ticks in product(*answers):
        said = dict(zip(catalogue.field, ticks, strict=True))
        assert ids(catalogue, said) == listed(catalogue, hears(catalogue, said)), said


def test_the_four_core_questions_come_first() -> None:
    core = [question.id for question in real().core]
    assert len(core) == 4
    assert all(question.after_treatment for question in real().core)
    for said in (*every_pair(real()), *extremes(real(), "most"), *extremes(real(), "fewest")):
        assert ids(real(), said)[:4] == core


@pytest.mark.parametrize("length", LIMITED_LENGTHS)
def test_short_and_medium_lists_are_always_full(length: LimitedLength) -> None:
    questions = len(real().core) + real().ranking.lengths[length]
    for said in (*every_pair(real()), *extremes(real(), "fewest")):
        assert len(ids(real(), {**said, "length": (length,)})) == questions


def test_small_lists_are_full_or_hold_all() -> None:
    for said in every_pair(small()):
        full = ids(small(), {**said, "length": ("full",)})
        for length, questions in (("short", 3), ("medium", 4)):
            assert len(ids(small(), {**said, "length": (length,)})) == min(questions, len(full))


def test_all_around_is_as_the_header_says() -> None:
    for said in every_pair(real(), ticks=1):
        heard = hears(real(), said)
        spoken = {name: frozenset(said.get(name, ())) for name in real().field}
        sheet = build_sheet(Answers.of(real(), said), Choices(), FreeText())
        assert sheet.after_treatment == rule_fits(real().after_treatment.when, heard)
        assert all(sheet.shows(name) == rule_fits(box.when, heard) for name, box in real().boxes)
        assert sheet.parts == tuple(
            name
            for name, part in real().parts.items()
            if rule_fits(part.default, heard) or rule_fits(part.suggest, spoken)
        )
