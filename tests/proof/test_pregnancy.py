"""Who ticks that somebody is pregnant, nursing or trying is always asked what it means for that."""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.catalogues import real
from tests.proof.gets import ids
from tests.proof.topics import grid
from tests.proof.walk import anybody, every_pair
from tests.unit.answers import answers

if TYPE_CHECKING:
    from app.core.answers import OptionsByField

TICKED = {"fertility": ("pregnant_breastfeeding",)}
ASKS = "fertility-and-pregnancy"
LENGTHS = ("short", "medium", "full")


def goes_unasked(said: OptionsByField) -> bool:
    return ASKS not in ids(real(), {**said, **TICKED})


def test_each_age_is_asked_at_each_stage_and_length() -> None:
    options = {name: field.options for name, field in real().field.items()}
    for stage, age, role, length in product(real().moment_of, options["age"], options["role"], LENGTHS):
        said = {"stage": (stage,), "age": (age,), "role": (role,), "length": (length,)}
        assert not goes_unasked(said), said


def test_no_other_answer_takes_its_place() -> None:
    for said in (*every_pair(real()), *anybody(real(), 1000)):
        assert not goes_unasked(said), said


def test_no_ticked_topic_takes_its_place() -> None:
    for stage in real().moment_of:
        for said in islice(grid(stage), 0, None, 53):
            assert not goes_unasked(said), said


@given(said=st.deferred(lambda: answers(real())))
def test_anybody_is_asked(said: OptionsByField) -> None:
    assert not goes_unasked(said)
