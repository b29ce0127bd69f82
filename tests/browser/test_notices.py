"""Notices in a browser: after Back, at a bookmark, and where the address names one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.person import CHECK, CLEAR, CLEARED, QUESTIONS, START, arrived, follow, press
from tests.browser.states import lost

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Visits

NO_ANSWERS, SAVED = "#no-answers", "#saved"


def test_up_to_date_is_not_said_after_back(visits: Visits) -> None:
    page = visits.open("patient")
    page.goto("/questions")
    press(page, "Update my list")
    assert page.url.endswith("/questions#saved")
    expect(page.locator(SAVED)).to_be_visible()
    bookmark = page.url
    page.goto("/privacy")
    page.go_back()
    arrived(page, QUESTIONS)
    expect(page.locator(SAVED)).to_have_count(0)
    other = page.context.new_page()
    other.goto(bookmark)
    expect(other.locator(SAVED)).to_have_count(0)
    page.reload()
    expect(page.locator(SAVED)).to_have_count(0)


def test_cleared_is_not_said_over_new_answers(visits: Visits) -> None:
    page = visits.open("patient")
    page.goto("/clear")
    press(page, CLEAR)
    arrived(page, CLEARED)
    page.context.add_cookies(visits.cookies("patient"))
    page.goto("/check")
    page.go_back()
    arrived(page, CLEAR)
    follow(page, "Keep them")
    arrived(page, CHECK)


@pytest.mark.parametrize("path", ["/ready", "/sheet.pdf"])
def test_who_is_led_here_is_told_why(page: Page, path: str) -> None:
    page.goto(path)
    arrived(page, START)
    assert page.url.endswith("/#no-answers")
    expect(page.locator(NO_ANSWERS)).to_be_visible()
    expect(page.locator(NO_ANSWERS)).to_be_in_viewport()


def test_note_stays_out_of_sight_without_its_address(page: Page) -> None:
    page.goto("/")
    expect(page.locator(NO_ANSWERS)).to_be_hidden()


def test_bookmark_of_the_note_says_nothing_untrue(visits: Visits) -> None:
    page = visits.open("patient")
    page.goto("/#no-answers")
    arrived(page, START)
    expect(page.locator(NO_ANSWERS)).to_have_count(0)


def test_lost_answers_can_be_started_again(page: Page) -> None:
    lost(page)
    arrived(page, START)
    for path in ("/questions", "/ready", "/#no-answers"):
        page.goto(path)
        expect(page.locator("#lost")).to_be_visible()
        expect(page.get_by_role("link", name="Start", exact=True)).to_have_count(0)
    press(page, "Start again")
    assert "/step/" in page.url
    page.goto("/")
    expect(page.locator("#lost")).to_have_count(0)
