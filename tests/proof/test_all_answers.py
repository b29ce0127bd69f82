"""What holds for every set of answers there is. `classes` and `walk` say why so few people stand for all."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from app.core.answers import Answers, OptionsByField
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.selection import fitting, select
from app.core.sheet import build_sheet
from tests.proof.catalogues import ALL, REAL, SMALL
from tests.proof.classes import Reading, classes, rules_of
from tests.proof.situation import comes, every_answer, hears, listed, rule_fits, score
from tests.proof.walk import all_that_matters_to, every_class, every_pair, extremes

if TYPE_CHECKING:
    from app.content import Catalogue, Question

CORE = [
    "crs-risk-this-product",
    "neuro-how-often-how-managed",
    "own-or-donor-cells",
    "fit-with-current-treatments",
]
FEWEST, MOST = 17, 68  # how many questions a list of full length holds
PAIRS = list(every_pair(REAL))
EVERY_QUESTION = pytest.mark.parametrize("question", REAL.questions, ids=lambda question: question.id)


def ids(catalogue: Catalogue, said: OptionsByField) -> list[str]:
    return [chosen.question.id for chosen in select(Answers.of(catalogue, said))]


def alone(question: Question) -> Catalogue:
    return REAL.model_copy(update={"questions": (question,)})


@EVERY_QUESTION
def test_each_question_comes_and_scores_as_the_header_says_and_somebody_gets_it(question: Question) -> None:
    got = 0
    for said in all_that_matters_to(REAL, question):
        heard = hears(REAL, said)
        expected = [score(REAL, question, heard)] if comes(question, heard) else []
        assert [chosen.score for chosen in fitting(Answers.of(alone(question), said))] == expected, said
        got += question.id in ids(REAL, {**said, **ALL})
    assert got


@pytest.mark.parametrize("name", REAL.field)
def test_the_program_cannot_tell_the_answers_of_one_class_apart(name: str) -> None:
    field = REAL.field[name]
    reading, shortest = Reading(rules_of(REAL), field), classes(rules_of(REAL), field)
    lists = {mask: fitting(Answers.of(REAL, {name: ticks})) for mask, ticks in shortest.items()}
    for ticks in every_answer(field):
        assert fitting(Answers.of(REAL, {name: ticks})) == lists[reading.of(ticks)]


def test_lists_are_those_of_the_header_for_every_class_and_every_pair_of_classes() -> None:
    for said in (*every_class(REAL), *PAIRS):
        assert ids(REAL, said) == listed(REAL, hears(REAL, said)), said


def test_lists_are_those_of_the_header_for_all_answers_of_the_small_catalogue() -> None:
    answers = [list(every_answer(field)) for field in SMALL.field.values()]
    for ticks in product(*answers):
        said = dict(zip(SMALL.field, ticks, strict=True))
        assert ids(SMALL, said) == listed(SMALL, hears(SMALL, said)), said


def test_the_four_core_questions_come_first_in_their_order() -> None:
    for said in (*PAIRS, *extremes(REAL, "most"), *extremes(REAL, "fewest")):
        assert ids(REAL, said)[:4] == CORE


def test_no_answers_leave_fewer_questions_than_a_medium_list_has_places() -> None:
    full = [len(ids(REAL, {**said, "length": ("full",)})) for said in extremes(REAL, "fewest")]
    assert min(full) == FEWEST
    assert len(CORE) + REAL.ranking.lengths["medium"] <= FEWEST


def test_no_answers_bring_more_questions_than_the_longest_list_tried_on_paper() -> None:
    assert max(len(ids(REAL, {**said, **ALL})) for said in extremes(REAL, "most")) == MOST


@pytest.mark.parametrize(("length", "questions"), [("short", 8), ("medium", 15)])
def test_short_and_medium_lists_are_always_full(length: str, questions: int) -> None:
    for said in (*PAIRS, *extremes(REAL, "fewest")):
        assert len(ids(REAL, {**said, "length": (length,)})) == questions


def test_short_lists_of_the_small_catalogue_are_full_or_hold_all_that_fits() -> None:
    for said in every_pair(SMALL):
        full = ids(SMALL, {**said, "length": ("full",)})
        for length, questions in (("short", 3), ("medium", 4)):
            assert len(ids(SMALL, {**said, "length": (length,)})) == min(questions, len(full))


def test_parts_boxes_and_the_time_after_treatment_are_those_of_the_header() -> None:
    for said in every_pair(REAL, ticks=1):
        heard = hears(REAL, said)
        spoken = {name: frozenset(said.get(name, ())) for name in REAL.field}
        sheet = build_sheet(Answers.of(REAL, said), Choices(), FreeText())
        assert sheet.after_treatment == rule_fits(REAL.after_treatment.when, heard)
        assert all(sheet.shows(name) == rule_fits(box.when, heard) for name, box in REAL.boxes)
        assert sheet.parts == tuple(
            name
            for name, part in REAL.parts.items()
            if rule_fits(part.default, heard) or rule_fits(part.suggest, spoken)
        )
