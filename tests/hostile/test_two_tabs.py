"""Regression tests for bugs that the state machine found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.sheets import listed, offered
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from tests.web.linter import LintingClient


@pytest.fixture
def old(visitor: Visitor) -> Visitor:
    """A visitor with the list open in a first tab."""
    visitor.open("/questions")
    return visitor


def test_an_old_page_keeps_the_tick_the_cross_and_the_star_that_another_tab_made(
    client: LintingClient, old: Visitor
) -> None:
    other = Visitor(client)
    page = other.open("/questions")
    added, dropped, starred = offered(page)[0], *list(listed(page))[4:6]
    other.tick("q", added)
    other.untick("q", dropped)
    other.tick("star", starred)
    other.press("Save changes")
    old.write("own-1", "Is there a garden?")
    old.press("Save changes")
    items = listed(old.page)
    assert (items[added].ticked, items[dropped].ticked, items[starred].starred) == (True, False, True)


def test_an_old_page_does_not_take_off_the_questions_that_came_with_a_new_answer(
    client: LintingClient, old: Visitor
) -> None:
    before = set(listed(old.page))
    Visitor(client).answer("what-matters", length="full")
    old.press("Save changes")
    items = listed(old.page)
    assert set(items) > before
    assert all(item.number for item in items.values())


def test_a_column_that_is_changed_leaves_the_other_columns_as_the_page_showed_them(visitor: Visitor) -> None:
    for names in (("CAR T", "", "Wait"), ("CAR T", "A trial", "")):
        visitor.open("/sheet")
        for number, name in enumerate(names, 1):
            visitor.write(f"column_{number}", name)
        visitor.press("Continue")
    visitor.open("/sheet")
    assert [visitor.form.value(f"column_{number}") for number in (1, 2, 3)] == ["CAR T", "A trial", ""]
