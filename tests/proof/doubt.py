"""Where doubt brings less than one exact answer."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from tests.catalogues import real
from tests.proof.gets import place_of
from tests.proof.placed import fields_of, rules_of_fit, stages_of
from tests.proof.walk import all_that_matters_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content import Question
    from app.core.answers import OptionsByField

BEFORE = ("exploring", "deciding", "preparing")


def doubted() -> list[str]:
    return [name for name, field in real().field.items() if "not_sure" in field.options]


def comes_to(question: Question, said: OptionsByField) -> bool:
    return place_of(question, said) is not None


def asked_by(question: Question) -> set[str]:
    return {name for rule in rules_of_fit(real(), question) for name in fields_of(rule.clause)}


def lost_to_doubt() -> Iterator[tuple[str, str]]:
    """Field and question, for each question that an exact answer brings and doubt in its stead does not."""
    for name, question in product(doubted(), real().questions):
        if name == "stage" or name not in asked_by(question):
            continue
        for said in all_that_matters_to(real(), question):
            if comes_to(question, said) and not comes_to(question, {**said, name: ("not_sure",)}):
                yield name, question.id
                break


def lost_with_the_stage(question: Question) -> Iterator[OptionsByField]:
    """Those who get a question before treatment, and not if they are unsure where they are."""
    if "not_sure" in question.not_asked:
        return
    for said in all_that_matters_to(real(), question):
        before = said.get("stage", ("not_sure",))[0] in real().moments["before"]
        if before and comes_to(question, said) and not comes_to(question, {**said, "stage": ("not_sure",)}):
            yield said


def worded_for(question: Question) -> set[str]:
    return {stage for wording in question.wordings for stage in stages_of(real(), wording.moments)}
