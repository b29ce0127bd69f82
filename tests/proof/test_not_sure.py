"""Doubt and silence never take a question away. The table says where one exact answer brings more."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from app.core.answers import Answers
from tests.catalogues import real
from tests.proof.classes import classes
from tests.proof.doubt import BEFORE, asked_by, comes_to, doubted, lost_with_the_stage, worded_for
from tests.proof.gets import as_chosen, place_of
from tests.proof.placed import rules_of_question
from tests.proof.walk import all_that_lifts, all_that_matters_to

if TYPE_CHECKING:
    from app.content import Field, Question


def test_doubt_about_the_stage_has_a_wording() -> None:
    for question in real().questions:
        if worded_for(question) & set(BEFORE) and "not_sure" not in worded_for(question):
            assert {"not_sure", "before"} & question.not_asked.keys(), question.id


def test_doubt_about_the_stage_takes_nothing(question: Question) -> None:
    """Exact. Length and other answers stay as they are."""
    assert list(lost_with_the_stage(question)) == []


def test_not_sure_beside_answers_takes_nothing(field: Field) -> None:
    """Exact: everybody with an answer to the field, and the same with "I'm not sure" ticked as well."""
    name = field.id
    if name not in doubted() or field.choose == "one":
        return
    for question in real().questions:
        if name not in asked_by(question):
            continue
        for said in all_that_matters_to(real(), question):
            both = field.valid((*said.get(name, ()), "not_sure"))
            if comes_to(question, said) and said.get(name):
                assert "not_sure" in both
                assert comes_to(question, {**said, name: both}), (question.id, said)


def test_silence_fits_what_it_counts_as(question: Question) -> None:
    """Exact: the same wording, whether a field is left open or answered with its `if_empty`."""
    counted = {name: field.if_empty for name, field in real().field.items() if field.if_empty}
    asked = [name for name in counted if name in asked_by(question)]
    for said in all_that_matters_to(real(), question):
        place = place_of(question, said)
        for name in asked:
            if not said.get(name):
                assert place_of(question, {**said, name: (counted[name],)}) == place, (said, name)


def test_silence_lifts_nothing(question: Question) -> None:
    for stage, said in product(real().moment_of, all_that_lifts(real(), question)):
        answers = {"stage": (stage,), **said}
        chosen = as_chosen(question, answers)
        implied = Answers.of(real(), answers).implied
        for lift in chosen.lifts if chosen else ():
            fields = lift.keys() & real().field.keys()
            assert all(set(implied.get(name, ())) & set(lift[name]) for name in fields)


def test_each_class_of_doubt_is_walked() -> None:
    """The walks hold somebody who is not sure, wherever that matters."""
    for question in real().questions:
        for name in set(doubted()) & asked_by(question):
            answers = classes(real(), rules_of_question(real(), question), real().field[name]).values()
            assert any(not ticks or "not_sure" in ticks for ticks in answers)
