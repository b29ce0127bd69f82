"""What the list says about a change of answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.page import text_of
from tests.web.sheets import add, listed, offered, rest
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from app.content import Catalogue
    from tests.web.linter import LintingClient
    from tests.web.page import Page

MOST_NAMES = 5


@pytest.fixture
def at_questions(visitor: Visitor) -> Visitor:
    """Someone who has seen a list."""
    visitor.answer("stage", stage="deciding")
    visitor.open("/questions")
    return visitor


def told(page: Page) -> list[str]:
    """Return the lines about what came and went."""
    note = page.by_id.get("changes")
    return [] if note is None else [text_of(line) for line in note]


def named(names: list[str]) -> str:
    more = len(names) - MOST_NAMES
    *most, last = [*(f"“{name}”" for name in names[:MOST_NAMES]), *([f"{more} more"] if more > 0 else [])]
    comma = "," if len(most) > 1 else ""
    return f"{', '.join(most)}{comma} and {last}" if most else last


def names_of(catalogue: Catalogue, page: Page, *, without: set[str]) -> list[str]:
    return [catalogue.question[name].name for name in listed(page) if name not in without]


def test_a_first_list_has_no_news(at_questions: Visitor) -> None:
    assert told(at_questions.page) == []
    assert told(at_questions.open("/questions")) == []


def test_a_changed_answer_names_both_lists(at_questions: Visitor, catalogue: Catalogue) -> None:
    before = at_questions.page
    at_questions.answer("stage", stage="recovering")
    after = at_questions.open("/questions")
    came = names_of(catalogue, after, without=set(listed(before)))
    went = names_of(catalogue, before, without=set(listed(after)))
    assert came
    assert went
    assert told(after) == [f"New on your list: {named(came)}.", f"No longer on it: {named(went)}."]


def test_the_news_stay_until_the_list_is_saved(at_questions: Visitor) -> None:
    at_questions.answer("stage", stage="recovering")
    news = told(at_questions.open("/questions"))
    assert news
    assert told(at_questions.open("/questions")) == news
    at_questions.press("Update my list")
    assert told(at_questions.page) == []


def test_an_answer_changed_back_is_no_news(at_questions: Visitor) -> None:
    for stage in ("recovering", "deciding"):
        at_questions.answer("stage", stage=stage)
    assert told(at_questions.open("/questions")) == []


def test_an_answer_without_effect_is_no_news(at_questions: Visitor) -> None:
    at_questions.answer("about-you", role="patient")
    assert told(at_questions.open("/questions")) == []


def test_a_length_tells_what_it_brought(at_questions: Visitor, catalogue: Catalogue) -> None:
    short = at_questions.page
    longer = at_questions.press("About 15")
    came = names_of(catalogue, longer, without=set(listed(short)))
    assert told(longer) == [f"New on your list: {named(came)}."]
    assert told(at_questions.press("About 8")) == [f"No longer on it: {named(came)}."]


def test_own_ticks_are_no_news(at_questions: Visitor) -> None:
    added = offered(at_questions.open("/questions/more"))[0]
    add(at_questions, added)
    at_questions.untick("q", rest(at_questions.page)[-1])
    at_questions.press("Update my list")
    assert told(at_questions.page) == []


def test_an_unticked_question_is_no_news(at_questions: Visitor, catalogue: Catalogue) -> None:
    at_questions.press("About 15")
    gone = rest(at_questions.page)[-1]
    at_questions.untick("q", gone)
    at_questions.press("About 8")
    at_questions.press("About 15")
    assert not any(catalogue.question[gone].name in line for line in told(at_questions.page))


def test_a_stale_page_does_not_hide_the_news(client: LintingClient, at_questions: Visitor) -> None:
    Visitor(client).answer("stage", stage="recovering")
    at_questions.press("Update my list")
    assert told(at_questions.page)


def test_a_refused_page_keeps_the_news(at_questions: Visitor) -> None:
    at_questions.answer("stage", stage="recovering")
    news = told(at_questions.open("/questions"))
    at_questions.write("own-1", "x" * 201)
    at_questions.press("Update my list")
    assert (at_questions.status, told(at_questions.page)) == (400, news)
