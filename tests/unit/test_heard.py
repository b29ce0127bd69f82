"""How `make hear` compares what was said with what must be said."""

from __future__ import annotations

import pytest

from tools.hear.expectations import Expectation, never, opens_with, says, spoken, unheard
from tools.hear.listener import Heard

ARRIVAL = ("Finished loading Error: Your sheet.",)
READING = ("Medicine:", "blank", "box", "stop", "1. Which product would I", "get?", "Product: blank", "link")


def faults(*expected: Expectation) -> list[str]:
    return unheard([Heard("page", ARRIVAL, READING, list(expected))])


@pytest.mark.parametrize("phrase", ["medicine: blank box stop", "1. Which product would I get?", "Link"])
def test_only_words_count(phrase: str) -> None:
    assert faults(says(phrase)) == []


@pytest.mark.parametrize("phrase", ["stop box", "prod", "Your sheet"])
def test_parts_of_words_do_not_count(phrase: str) -> None:
    assert faults(says(phrase)) == [f"page: “{phrase}” is not heard"]


def test_what_opens_a_page_counts_apart() -> None:
    assert faults(opens_with("Error: Your sheet")) == []
    assert faults(opens_with("Product")) == ["page: “Product” is not heard when the page opens"]


def test_one_of_several_phrases_is_enough() -> None:
    assert faults(says("chosen", "blank box")) == []


def test_a_phrase_may_have_to_come_twice() -> None:
    assert faults(says("blank", times=2)) == []
    assert faults(says("blank", times=3)) == ["page: “blank” is not heard 3 times"]


def test_noise_is_a_fault() -> None:
    assert faults(never("boxes are heard", "box")) == ["page: boxes are heard"]
    assert faults(never("lines are heard", "line")) == []


def test_lines_to_fill_in_sound_as_words() -> None:
    assert spoken("Medicine: ____ | [ ] stop") == "Medicine: blank | box stop"
