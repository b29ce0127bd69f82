"""Regression tests for bugs that the state machine found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.sheets import add, listed, offered
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from tests.web.linter import LintingClient


@pytest.fixture
def old(visitor: Visitor) -> Visitor:
    """A visitor with the list open in a first tab."""
    visitor.open("/questions")
    return visitor


def test_stale_page_keeps_changes_of_other_tab(client: LintingClient, old: Visitor) -> None:
    other = Visitor(client)
    page = other.open("/questions")
    dropped, starred = list(listed(page))[4:6]
    other.untick("q", dropped)
    other.tick("star", starred)
    other.press("Update my list")
    added = offered(other.open("/questions/more"))[0]
    add(other, added)
    old.write("own-1", "Is there a garden?")
    old.press("Update my list")
    items = listed(old.page)
    assert (items[added].ticked, items[dropped].ticked, items[starred].starred) == (True, False, True)


def test_stale_page_keeps_newly_listed_questions(client: LintingClient, old: Visitor) -> None:
    before = set(listed(old.page))
    Visitor(client).answer("what-matters", length="full")
    old.press("Update my list")
    items = listed(old.page)
    assert set(items) > before
    assert all(item.number for item in items.values())


def test_changing_a_column_keeps_the_others(visitor: Visitor) -> None:
    for names in (("CAR T", "", "Wait"), ("CAR T", "A trial", "")):
        visitor.open("/sheet")
        for number, name in enumerate(names, 1):
            visitor.write(f"column_{number}", name)
        visitor.press("Continue")
    visitor.open("/sheet")
    assert [visitor.form.value(f"column_{number}") for number in (1, 2, 3)] == ["CAR T", "A trial", ""]
