from __future__ import annotations

from collections import Counter
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from app.pdf.waiting import Waiting

MOST, MOST_OF_ONE, SECONDS = 8, 3, 10.0
VISITORS = st.binary(min_size=1, max_size=1).map(lambda name: bytes([name[0] % 4]))


def waiting() -> Waiting[int]:
    return Waiting(MOST, MOST_OF_ONE, SECONDS)


def joined(visitors: list[bytes]) -> tuple[Waiting[int], list[int]]:
    """A line that these visitors have joined, and which of them found a place."""
    line = waiting()
    return line, [number for number, visitor in enumerate(visitors) if line.join(number, visitor, number)]


def served(line: Waiting[int]) -> list[int]:
    return [item for _ticket in line.tickets.copy() if (item := line.next()) is not None]


def test_who_comes_first_is_served_first() -> None:
    line, _places = joined([b"a", b"b", b"c"])
    assert served(line) == [0, 1, 2]
    assert line.next() is None


def test_second_requests_come_after_everybodys_first() -> None:
    line, _places = joined([b"a", b"a", b"a", b"b", b"c", b"b"])
    assert served(line) == [0, 3, 4, 1, 5, 2]


@given(st.lists(VISITORS, max_size=30))
def test_places_are_bounded_for_all_and_for_each(visitors: list[bytes]) -> None:
    _line, places = joined(visitors)
    taken = Counter(visitors[number] for number in places)
    assert len(places) <= MOST
    assert all(count <= MOST_OF_ONE for count in taken.values())
    # Whoever was turned away met a full line, or had all the places that one may have.
    if len(places) < MOST:
        assert all(taken[visitors[number]] == MOST_OF_ONE for number in set(range(len(visitors))) - {*places})


@given(st.lists(VISITORS, max_size=30))
def test_each_round_serves_each_visitor_once(visitors: list[bytes]) -> None:
    line, places = joined(visitors)
    turns = {number: line.tickets[place].turn for place, number in enumerate(places)}
    order = served(line)
    assert sorted(order) == places
    for _turn, of_one_round in groupby(order, turns.__getitem__):
        numbers = list(of_one_round)
        assert numbers == sorted(numbers)
        assert len({visitors[number] for number in numbers}) == len(numbers)


def test_who_waits_too_long_or_leaves_is_not_served() -> None:
    line, _places = joined([b"a", b"b", b"c", b"d"])
    assert line.soonest == SECONDS
    assert line.late(SECONDS + 1) == [0, 1]
    line.leave(2)
    assert served(line) == [3]
    assert line.soonest is None


def test_a_place_that_is_left_is_free_again() -> None:
    line, _places = joined([b"a"] * MOST_OF_ONE)
    assert not line.join(7, b"a", 0)
    line.leave(0)
    assert line.join(8, b"a", 0)


def test_newcomers_do_not_pass_those_of_one_visitor_who_wait() -> None:
    """All that is for everyone waits under one name."""
    line: Waiting[int] = Waiting(MOST, MOST, SECONDS)
    for number in range(4):
        line.join(number, b"", number)
    assert [line.next(), line.next()] == [0, 1]
    line.join(4, b"", 4)
    assert served(line) == [2, 3, 4]
