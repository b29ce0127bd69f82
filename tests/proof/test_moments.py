"""No sheet asks about the past as if it lay ahead, nor the other way round."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.core.answers import Answers
from tests.catalogues import real
from tests.proof.gets import sheet
from tests.proof.moments import (
    LIES_BEHIND,
    NOTHING_WAS_GIVEN,
    OLD_PRODUCT,
    asks_of_the_next,
    texts_of,
    wordings_at,
)
from tests.proof.walk import anybody, every_pair

if TYPE_CHECKING:
    import re

    from app.core.sheet import Item, Sheet

GIVEN = ("first_month", "recovering", "long_term", "came_back", "told_no")


def items_of(drawn: Sheet) -> list[Item]:
    return [item for item in drawn.printed if item.wording]


def test_each_printed_wording_is_of_the_stage() -> None:
    """The walks of test_all_answers prove it for the rules; this is the sheet itself."""
    for said in (*every_pair(real()), *anybody(real(), 300)):
        answers = Answers.of(real(), said)
        for item in items_of(sheet(said)):
            assert item.wording
            assert {answers.stage, answers.moment} & set(item.wording.moments), (item.id, said)
            assert item.text == item.wording.ask.of(answers.voice)


@pytest.mark.parametrize("stage", GIVEN)
def test_nothing_asks_of_the_past_as_ahead(stage: str) -> None:
    found = [
        (question.id, text)
        for question, wording in wordings_at(stage)
        if not asks_of_the_next(wording)
        for text in texts_of(wording)
        if LIES_BEHIND.search(text)
    ]
    assert found == []


def test_nothing_given_is_not_spoken_of() -> None:
    stages = (*real().moments["before"], *real().moments["told_no"])
    found = [
        (question.id, text)
        for question, wording in wordings_at(*stages)
        for text in texts_of(wording)
        if NOTHING_WAS_GIVEN.search(text)
    ]
    assert found == []


def test_no_numbers_of_the_product_that_failed() -> None:
    for question, wording in wordings_at("came_back"):
        assert not (wording.about and "product" in wording.about.clause), question.id
        if not asks_of_the_next(wording):
            assert [text for text in texts_of(wording) if OLD_PRODUCT.search(text)] == [], question.id


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (LIES_BEHIND, "Do I need to lower or stop it before my cells are collected or given?"),
        (LIES_BEHIND, "Do they need to lower it before the cells are given?"),
        (LIES_BEHIND, "Whether enough cells will be collected"),
        (LIES_BEHIND, "If this is a trial, what is its NCT number?"),
        (LIES_BEHIND, "Is this part of a trial, and if so, what is its NCT number?"),
        (LIES_BEHIND, "How likely is CRS with this exact product?"),
        (LIES_BEHIND, "Will you do a first check before treatment?"),
        (LIES_BEHIND, "What can I do before treatment starts?"),
        (LIES_BEHIND, "Which product would they get?"),
        (LIES_BEHIND, "Which steps come next, and when do I get the cells?"),
        (LIES_BEHIND, "If donor cells are used, could they attack my body?"),
        (LIES_BEHIND, "Am I a good candidate?"),
        (OLD_PRODUCT, "Out of 100 people with this exact product"),
        (NOTHING_WAS_GIVEN, "My own cells were used: is any risk left?"),
        (NOTHING_WAS_GIVEN, "Any new medicines since the infusion"),
    ],
)
def test_what_is_out_of_time_would_be_found(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)
