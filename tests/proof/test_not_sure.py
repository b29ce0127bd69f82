"""Doubt and silence never take a question away: what that means, and where one exact answer brings more."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from app.core.answers import Answers, OptionsByField
from app.core.selection import fitting, select
from tests.proof.catalogues import REAL
from tests.proof.classes import Reading, classes, rules_of, rules_of_question
from tests.proof.situation import every_answer
from tests.proof.walk import all_that_matters_to, every_pair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content import Question

DOUBTED = [name for name, field in REAL.field.items() if "not_sure" in field.options]
MANY = [name for name in DOUBTED if REAL.field[name].choose == "many"]
EVERY_QUESTION = pytest.mark.parametrize("question", REAL.questions, ids=lambda question: question.id)

FACT = "is about a fact that the answer states"
LATER = "is about a time that has come; who is not sure of it gets the questions for before and for any time"
SAID_YES = "is for people with a treatment ahead of them, not for people who read about it"
CHECKED = "has its like in `is-it-approved`, which doubt brings too"
EXACT = {
    ("diagnosis", "late-nerve-problems"): FACT,
    ("diagnosis", "gut-inflammation"): FACT,
    ("therapy", "trial-basics"): CHECKED,
    ("therapy", "claims-and-ties"): CHECKED,
    ("product", "late-nerve-problems"): FACT,
    ("product", "gut-inflammation"): FACT,
    ("setting", "accreditation"): CHECKED,
    ("stage", "hlh-like-reaction"): SAID_YES,
    ("stage", "long-term-follow-up"): SAID_YES,
    ("stage", "target-still-there"): FACT,
    ("stage", "hepatitis-b"): SAID_YES,
    ("stage", "driving"): SAID_YES,
    ("stage", "work-school-return"): SAID_YES,
    ("stage", "shared-care"): LATER,
    ("stage", "how-know-working"): LATER,
    ("stage", "emergency-card"): LATER,
    ("stage", "cg-backup"): LATER,
    ("current_meds", "steroids-timing"): FACT,
    ("current_meds", "blood-thinners"): FACT,
    ("current_meds", "checkpoint-and-immune-drugs"): FACT,
    ("past_tx", "gvhd-after-transplant"): FACT,
    ("past_tx", "target-still-there"): FACT,
    ("past_tx", "checkpoint-and-immune-drugs"): FACT,
    ("conditions", "late-nerve-problems"): FACT,
    ("conditions", "brain-history"): FACT,
    ("conditions", "hepatitis-b"): FACT,
    ("conditions", "blood-thinners"): FACT,
    ("conditions", "checkpoint-and-immune-drugs"): FACT,
}
"""Questions that some exact answer brings and "I'm not sure" in its stead does not."""


def gets(question: Question, said: OptionsByField) -> bool:
    return bool(fitting(Answers.of(REAL.model_copy(update={"questions": (question,)}), said)))


def without(said: OptionsByField, name: str) -> dict[str, tuple[str, ...]]:
    return {field: ticks for field, ticks in said.items() if field != name}


@pytest.mark.parametrize("name", MANY)
def test_ticking_i_am_not_sure_beside_anything_keeps_every_clause_that_fitted(name: str) -> None:
    field = REAL.field[name]
    reading = Reading([rule for rule in rules_of(REAL) if rule.silence_counts], field)
    for ticks in every_answer(field):
        both = Answers.of(REAL, {name: (*ticks, "not_sure")}).on_path[name]
        assert "not_sure" in both
        assert reading.of(ticks) & ~reading.of(both) == 0, ticks


def fuller(question: Question, said: OptionsByField) -> Iterator[OptionsByField]:
    """The same person with one answer that fits every clause theirs fits, and more."""
    for name, field in REAL.field.items():
        reading = Reading(rules_of_question(question), field)
        mine = reading.of(said.get(name, ()))
        for mask, ticks in classes(rules_of_question(question), field).items():
            if mask != mine and mask | mine == mask:
                yield {**said, name: ticks}


@EVERY_QUESTION
def test_an_answer_that_fits_more_clauses_never_takes_the_question_away(question: Question) -> None:
    for said in all_that_matters_to(REAL, question):
        if gets(question, said):
            assert all(gets(question, more) for more in fuller(question, said))


@pytest.mark.parametrize("name", [name for name, field in REAL.field.items() if field.if_empty])
def test_silence_is_the_same_as_the_option_it_counts_as(name: str) -> None:
    stands_for = REAL.field[name].if_empty or ""
    for said in every_pair(REAL, ticks=1):
        silent, spoken = without(said, name), {**said, name: (stands_for,)}
        assert select(Answers.of(REAL, silent)) == select(Answers.of(REAL, spoken))


@pytest.mark.parametrize("name", [name for name, field in REAL.field.items() if not field.if_empty])
def test_where_silence_counts_as_nothing_it_fits_no_clause(name: str) -> None:
    reading = Reading(rules_of(REAL), REAL.field[name])
    assert reading.of(()) == reading.untouched


def test_where_people_may_be_unsure_and_leave_it_open_both_are_the_same() -> None:
    for name in DOUBTED:
        reading = Reading([rule for rule in rules_of(REAL) if rule.silence_counts], REAL.field[name])
        assert reading.of(()) & ~reading.of(("not_sure",)) == 0


def lost_to_doubt() -> Iterator[tuple[str, str]]:
    for name, question in product(DOUBTED, REAL.questions):
        asked = any(name in clause for clause in question.when.clauses)
        for said in all_that_matters_to(REAL, question) if asked else ():
            if gets(question, said) and not gets(question, {**said, name: ("not_sure",)}):
                yield name, question.id


def test_only_these_questions_need_an_exact_answer() -> None:
    assert set(lost_to_doubt()) == set(EXACT)


def test_doubt_about_everything_brings_every_question_on_calling_and_on_approval() -> None:
    unsure = {**dict.fromkeys(DOUBTED, ("not_sure",)), "length": ("full",)}
    got = {chosen.question.id for chosen in select(Answers.of(REAL, unsure))}
    assert {"when-to-call", "is-it-approved", "trial-basics", "who-oversees", "claims-and-ties"} <= got
