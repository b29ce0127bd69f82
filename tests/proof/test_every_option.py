"""Every option of the form is there for a reason: it alone changes the list, or it is named here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.core.answers import Answers, OptionsByField
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.selection import select
from app.core.sheet import build_sheet
from tests.proof.catalogues import ALL, REAL
from tests.proof.classes import rules_of, rules_of_question
from tests.proof.walk import all_that_matters_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content import Field

DOUBT = "says that nothing is known; no clause may take that for a fact"
NO_MORE = "a way to say that none of the others is true, which proves nothing"
HEADING = "printed in the line under the title; people expect to be asked"
BETWEEN = "the ages without questions of their own"
NEIGHBOR = "there so that people do not tick the option beside it"

INERT = {
    ("age", "a18_49"): BETWEEN,
    ("age", "a50_69"): BETWEEN,
    ("age", "skip"): DOUBT,
    **dict.fromkeys(
        [
            ("diagnosis", name)
            for name in ("lbcl", "fl_mzl", "mcl", "cll_sll", "all", "aml_mds", "other_blood", "solid")
        ],
        HEADING,
    ),
    ("diagnosis", "other"): DOUBT,
    ("diagnosis", "not_sure"): DOUBT,
    ("product", "trial_product"): HEADING,
    ("product", "other"): DOUBT,
    ("product", "not_sure"): DOUBT,
    ("current_meds", "other_cancer"): "the fourth core question asks about it, and everybody gets that one",
    ("current_meds", "not_sure"): DOUBT,
    ("current_meds", "none"): NO_MORE,
    ("past_tx", "auto_transplant"): NEIGHBOR,
    ("past_tx", "not_sure"): DOUBT,
    ("past_tx", "none"): NO_MORE,
    ("conditions", "none"): NO_MORE,
    ("conditions", "skip"): DOUBT,
    ("fertility", "not_now"): NO_MORE,
    ("fertility", "skip"): DOUBT,
    ("practical", "none"): NO_MORE,
    ("practical", "skip"): DOUBT,
}
"""Options that no clause names."""

PAPER = "the name is printed with the core questions"
ONLY_ON_THE_PAPER = {
    **{("product", name): PAPER for name in ("Kymriah", "Yescarta", "Tecartus", "Breyanzi", "Aucatzyl")},
    ("setting", "approved"): "with NK cells it brings the steps to check a clinic: none is approved",
}
"""Options that change what stands around the questions, and no list."""

OPTIONS = [(name, option) for name, field in REAL.field.items() for option in field.options]
NAMED = {(name, option) for rule in rules_of(REAL) for name in rule.clause for option in rule.clause[name]}
ON_THE_LIST = [which for which in OPTIONS if which in NAMED and which not in ONLY_ON_THE_PAPER]


def without_and_with(field: Field, option: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Answers to one field that differ in this option alone."""
    others = [(), *((other,) for other in field.options if other not in {option, *field.exclusive})]
    for other in others:
        yield other, (option,) if field.choose == "one" else field.valid((*other, option))


def lists(said: OptionsByField, name: str, ticks: tuple[str, ...]) -> list[str]:
    answers = {**ALL, **said, name: ticks} if ticks else {**ALL, **said}
    return [chosen.question.id for chosen in select(Answers.of(REAL, answers))]


def backgrounds(name: str, option: str) -> Iterator[OptionsByField]:
    """What else can be said, as far as it matters to the questions with clauses that name the option."""
    yield {}
    for question in REAL.questions:
        if any(option in rule.clause.get(name, ()) for rule in rules_of_question(question)):
            for said in all_that_matters_to(REAL, question):
                yield {field: ticks for field, ticks in said.items() if field != name}


def test_the_options_that_no_clause_names_are_these() -> None:
    assert set(INERT) == set(OPTIONS) - NAMED


@pytest.mark.parametrize(("name", "option"), ON_THE_LIST)
def test_every_other_option_alone_changes_the_list_or_its_order_for_somebody(name: str, option: str) -> None:
    assert any(
        lists(said, name, without) != lists(said, name, given)
        for said in backgrounds(name, option)
        for without, given in without_and_with(REAL.field[name], option)
    )


@pytest.mark.parametrize(("name", "option"), ONLY_ON_THE_PAPER)
def test_some_options_change_only_what_stands_around_the_questions(name: str, option: str) -> None:
    asked = [rule for question in REAL.questions for rule in rules_of_question(question)]
    assert not any(option in rule.clause.get(name, ()) for rule in asked)
    said = {"therapy": ("nk_cells",), "setting": ("trial",)}
    before = build_sheet(Answers.of(REAL, said), Choices(), FreeText())
    ticks = (*said.get(name, ()), option)
    after = build_sheet(Answers.of(REAL, {**said, name: ticks}), Choices(), FreeText())
    around = [(sheet.printed[0].about, sheet.shows("check_clinic")) for sheet in (before, after)]
    assert around[0] != around[1]
