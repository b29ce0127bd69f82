"""How many questions a list holds, and who gives way to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.answers import Answers
from app.core.ranking import select, topics_of
from app.core.selection import allowed, fitting
from tests.catalogues import real
from tests.proof.listing import places
from tests.proof.situation import hears
from tests.proof.walk import anybody, every_pair
from tests.unit.answers import answers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.core.answers import OptionsByField


def fills_its_places(answers: Answers) -> bool:
    """Whether the list is as long as it may be, or all that is left out yields to a question on it."""
    can = [each for each in allowed(answers, fitting(answers)) if not each.is_core]
    heard = hears(answers.catalogue, answers.given)
    number = places(answers.catalogue, heard, [each.id for each in can])
    chosen = {each.id for each in select(answers) if not each.is_core}
    left = [each for each in can if each.id not in chosen]
    if number is None:
        return not left
    short = len(chosen) < number
    return len(chosen) <= number and not (
        short and any(chosen.isdisjoint(each.question.yields_to) for each in left)
    )


def yielding(answers: Answers) -> Iterator[tuple[str, str]]:
    """Two on one list of which one yields to the other, has no kept place and is alone in no ticked topic."""
    chosen = {each.id: each for each in select(answers) if not each.is_core}
    for name, each in chosen.items():
        alone = any(chosen.keys() & set(names) == {name} for names in topics_of(answers).values())
        if each.step != "kept" and not alone:
            yield from ((name, other) for other in each.question.yields_to if other in chosen)


def on_limited_lists(people: int, seed: int = 7) -> Iterator[Answers]:
    for said in (*every_pair(real()), *anybody(real(), people, seed)):
        yield from (Answers.of(real(), {**said, "length": (length,)}) for length in real().ranking.lengths)


def check(answers: Answers) -> None:
    assert fills_its_places(answers), answers.given
    assert list(yielding(answers)) == [], answers.given


def test_lists_fill_their_places_and_none_yields() -> None:
    for person in on_limited_lists(400):
        check(person)


@pytest.mark.exhaustive
def test_many_lists_fill_their_places() -> None:
    for person in on_limited_lists(6000, seed=9):
        check(person)


@given(said=st.deferred(lambda: answers(real())))
def test_any_list_fills_its_places(said: OptionsByField) -> None:
    for length in real().ranking.lengths:
        check(Answers.of(real(), {**said, "length": (length,)}))


def test_the_first_month_has_fewer_places() -> None:
    for role in real().field["role"].options:
        said = {"role": (role,), "length": ("medium",)}
        number = {
            stage: places(real(), hears(real(), {**said, "stage": (stage,)}), ())
            for stage in real().moment_of
        }
        usual = real().ranking.lengths["medium"]
        assert {stage for stage, each in number.items() if each is not None and each < usual} == {
            "first_month"
        }
        assert all(each is not None and each <= usual for each in number.values())
