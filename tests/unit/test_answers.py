"""Answers: what was given, what is on the path, and what counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.content.types import OptionalWhen, Preselected, When
from app.core.answers import Answers

if TYPE_CHECKING:
    from app.content import Catalogue


@pytest.fixture
def garden(small: Catalogue) -> Answers:
    """Someone who skipped the step about the soil, and sent options that nobody knows."""
    given = {"plants": ("herbs", "gone"), "soil": ("clay",), "stage": ("winter",), "no-field": ("x",)}
    return Answers.of(small, given)


def test_given_answers_stay_as_sent(garden: Answers) -> None:
    assert garden.given["plants"] == ("herbs", "gone")
    assert garden.given["no-field"] == ("x",)


def test_off_path_and_unknown_answers_are_inert(garden: Answers) -> None:
    assert garden.on_path == {"plants": ("herbs",), "stage": ("winter",)}
    assert "soil" not in {field.id for step in garden.steps for field in step.fields}


def test_counted_answers_fill_in_silence(garden: Answers, small: Catalogue) -> None:
    assert garden.counted["plants"] == ("herbs",)
    assert garden.counted["role"] == ("patient",)
    assert (garden.role, garden.length, garden.show_sensitive) == ("patient", "short", "ask_me")
    silent = {name for name, field in small.field.items() if field.if_empty}
    assert silent <= garden.counted.keys()


@pytest.mark.parametrize(("kind", "fits"), [(When, True), (OptionalWhen, True), (Preselected, False)])
def test_silence_counts_by_kind_of_rule(small: Catalogue, kind: type[When], *, fits: bool) -> None:
    rule = kind.model_validate([{"plants": ["not_sure"]}])
    assert small.field["plants"].if_empty == "not_sure"
    assert Answers.of(small, {}).fit(rule) is fits
    assert Answers.of(small, {"plants": ("not_sure",)}).fit(rule)


def test_another_answer_makes_another_value(garden: Answers) -> None:
    other = garden.with_given("length", "full")
    assert (other.length, garden.length) == ("full", "short")
    assert other.on_path["stage"] == ("winter",)


def test_always_fits_and_an_empty_list_does_not(garden: Answers) -> None:
    assert garden.first_match(When.model_validate("always")) == {}
    assert garden.first_match(OptionalWhen.model_validate([])) is None
