"""Each ticked topic for which a question fits is answered: two on a short list, all on the others."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.ranking import TOPICS_OF_A_SHORT_LIST
from tests.catalogues import real
from tests.proof.topics import TOPICS, broken, grid, with_topics
from tests.proof.walk import anybody, every_pair
from tests.unit.answers import answers

if TYPE_CHECKING:
    from app.core.answers import OptionsByField

SHEETS = 102_816
PEOPLE = 40_000


def test_each_list_has_room_for_its_topics() -> None:
    """Why the promise holds for all answers.

    A kept place goes before a ticked topic does, and whoever alone answers one does not give way. So it is
    enough that a list has as many places as topics.
    """
    most = real().field[TOPICS].at_most
    usual = real().ranking.lengths
    assert most
    assert usual["short"] >= TOPICS_OF_A_SHORT_LIST
    assert usual["medium"] >= most
    for ranking in real().ranking.stages.values():  # fewer places, and one more for each topic
        assert all(number >= 0 for by_voice in ranking.places.values() for number in by_voice.values())


def test_ticked_topics_are_on_many_sheets() -> None:
    for stage in real().moment_of:
        for said in islice(grid(stage), 0, None, 53):
            assert broken(said) == [], said
    for said in (*every_pair(real()), *anybody(real(), 1000)):
        assert broken(said) == [], said


@given(said=st.deferred(lambda: answers(real())))
def test_ticked_topics_are_on_a_sheet(said: OptionsByField) -> None:
    assert broken(said) == []


def test_topics_of_the_first_report() -> None:
    """Of 836 people with one topic 289 missed it on the short list and 187 on the medium one."""
    assert [said for said in with_topics() if broken(said)] == []


def test_the_grid_is_as_large_as_told() -> None:
    assert sum(1 for stage in real().moment_of for _ in grid(stage)) == SHEETS


@pytest.mark.exhaustive
def test_ticked_topics_are_on_every_sheet(at_stage: str) -> None:
    for said in grid(at_stage):
        assert broken(said) == [], said


@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", range(4))
def test_ticked_topics_of_anybody(seed: int) -> None:
    for said in anybody(real(), PEOPLE // 4, seed=seed):
        assert broken(said) == [], said
