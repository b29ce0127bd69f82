"""What holds for every set of answers there is. `classes` and `walk` say why so few people stand for all."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from app.content.types import EVERYONE
from app.core.answers import Answers
from app.core.selection import fitting
from tests.catalogues import real, small
from tests.proof.classes import Reading, classes
from tests.proof.gets import ids, place_of, sheet
from tests.proof.listing import listed
from tests.proof.placed import rules_of
from tests.proof.situation import comes, every_answer, hears, place_of_wording, rule_fits, score
from tests.proof.walk import all_that_lifts, all_that_matters_to, anybody, every_pair

if TYPE_CHECKING:
    from app.content import Catalogue, Field, Question
    from app.core.answers import OptionsByField


def test_each_question_is_worded_as_told(question: Question) -> None:
    got = set()
    for said in all_that_matters_to(real(), question):
        heard = hears(real(), said)
        expected = place_of_wording(real(), question, heard) if comes(real(), question, heard) else None
        assert place_of(question, said) == expected, said
        got.add(expected)
    assert got >= set(range(len(question.wordings)))  # somebody gets each of them


def test_each_question_scores_as_told(question: Question) -> None:
    moments = tuple(real().moments)
    wording = question.wordings[0].model_copy(update={"moments": moments, "when": EVERYONE})
    for_all = question.model_copy(update={"when": EVERYONE, "wordings": (wording,)})
    catalogue = real().model_copy(update={"questions": (for_all,)})
    voice = {"role": ("patient" if wording.ask.patient else "caregiver",)}
    for said in all_that_lifts(real(), question):
        answers = {**voice, **said} if wording.ask.in_both_voices else {**said, **voice}
        (chosen,) = fitting(Answers.of(catalogue, answers))
        assert chosen.score == score(real(), question, hears(real(), answers)), answers


def found(catalogue: Catalogue, said: OptionsByField) -> list[tuple[str, int, int]]:
    return [
        (chosen.id, chosen.score, chosen.question.wordings.index(chosen.wording))
        for chosen in fitting(Answers.of(catalogue, said))
    ]


@pytest.mark.slow
def test_answers_of_one_class_are_alike(field: Field) -> None:
    rules = rules_of(real())
    reading, shortest = Reading(real(), rules, field), classes(real(), rules, field)
    lists = {each: found(real(), {field.id: ticks}) for each, ticks in shortest.items()}
    for ticks in every_answer(field):
        assert found(real(), {field.id: ticks}) == lists[reading.of(ticks)], ticks


def test_lists_are_filled_as_told() -> None:
    for said in (*every_pair(real()), *anybody(real(), 600)):
        assert ids(real(), said) == listed(real(), hears(real(), said)), said


@pytest.mark.slow
def test_many_lists_are_filled_as_told() -> None:
    for said in anybody(real(), 8000, seed=8):
        assert ids(real(), said) == listed(real(), hears(real(), said)), said


def test_small_lists_are_filled_as_told() -> None:
    catalogue = small()
    answers = [list(every_answer(field)) for field in catalogue.field.values()]
    for ticks in product(*answers):
        said = dict(zip(catalogue.field, ticks, strict=True))
        assert ids(catalogue, said) == listed(catalogue, hears(catalogue, said)), said


def test_core_questions_fit_everybody() -> None:
    """Exact: over all that their rules can tell apart, each has a wording of the moment."""
    core = real().core
    assert len(core) == 4
    for question in core:
        assert question.when.is_for_everyone
        for said in all_that_matters_to(real(), question):
            place = place_of(question, said)
            answers = Answers.of(real(), said)
            assert place is not None, said
            assert {answers.stage, answers.moment} & set(question.wordings[place].moments)
            assert question.wordings[place].ask.of(answers.voice)


def test_the_four_core_questions_come_first() -> None:
    core = [question.id for question in real().core]
    for said in (*every_pair(real()), *anybody(real(), 300)):
        for length in real().field["length"].options:
            assert ids(real(), {**said, "length": (length,)})[:4] == core, said
        assert [item.id for item in sheet(said).printed[:4]] == core, said


def test_parts_and_boxes_are_as_told() -> None:
    for said in every_pair(real()):
        heard = hears(real(), said)
        drawn = sheet(said)
        assert all(drawn.shows(name) == rule_fits(box.when, heard) for name, box in real().boxes)
        assert drawn.parts == tuple(
            name
            for name, part in real().parts.items()
            if rule_fits(part.default, heard) or rule_fits(part.suggest, heard)
        )
        expected = [line for line in real().head if rule_fits(line.when, heard)]
        assert list(drawn.head) == [line.text.of(drawn.voice) for line in expected]
