"""How tall the list of real content is on a phone, and the bar that stays in view."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Page, Route, ViewportSize

    from tests.browser.conftest import Visits
    from tests.web.linter import LintingClient

PHONE: ViewportSize = {"width": 360, "height": 740}
SMALL_PHONE: ViewportSize = {"width": 320, "height": 640}
ON_ITS_SIDE: ViewportSize = {"width": 740, "height": 360}
TWICE = "html { font-size: 225% }"  # the size of the site is 112.5 %
ANSWERS = {
    "about-you": {"role": "patient"},
    "cancer": {"diagnosis": "lbcl"},
    "treatment": {"therapy": "car_t"},
    "stage": {"stage": "deciding"},
    "other-treatments": {"current_meds": "steroid"},
}
# Questions at least, pixels at most.
HEIGHTS = {"short": (8, 2_700), "medium": (15, 3_600), "full": (46, 9_000)}
PAGE = "() => document.documentElement.scrollHeight"
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
BAR = """() => {
  const {top, bottom, height} = document.querySelector('.bar').getBoundingClientRect()
  return {isInView: top >= 0 && Math.round(bottom) <= innerHeight, part: height / innerHeight}
}"""


@pytest.fixture(scope="module")
def lists(real_app: Flask) -> dict[str, str]:
    """Return "Your questions" of one person by length."""
    visitor = Visitor(cast("LintingClient", real_app.test_client()))
    for step, answers in ANSWERS.items():
        visitor.answer(step, **answers)
    visitor.open("/questions")
    pages = {}
    for length in HEIGHTS:
        data = visitor.form.data("Make my sheet")
        data["do"] = f"length:{length}"
        visitor.send(data)
        visitor.press("Update my list")
        visitor.open("/questions")
        pages[length] = visitor.response.text
    return pages


def shown(visits: Visits, html: str, size: ViewportSize) -> Page:
    """Show a page of the app as it was sent."""

    def show(route: Route) -> None:
        route.fulfill(body=html, content_type="text/html; charset=utf-8")

    tab = visits.look("nobody", "sizes")
    tab.set_viewport_size(size)
    tab.route("**/shown/list", show)
    tab.goto("/shown/list")
    tab.unroute("**/shown/list")
    tab.evaluate("async () => { await document.fonts.ready }")
    return tab


@pytest.mark.parametrize("length", HEIGHTS)
def test_the_list_is_short_on_a_phone(visits: Visits, lists: dict[str, str], length: str) -> None:
    page = shown(visits, lists[length], PHONE)
    questions, pixels = HEIGHTS[length]
    assert page.locator(".question").count() >= questions
    assert page.evaluate(PAGE) <= pixels


@pytest.mark.parametrize("length", HEIGHTS)
def test_text_of_twice_the_size_fits(visits: Visits, lists: dict[str, str], length: str) -> None:
    page = shown(visits, lists[length], PHONE)
    before = page.evaluate(PAGE)
    page.add_style_tag(content=TWICE)
    assert page.evaluate(PAGE) > before
    assert page.evaluate(WIDER) == 0


@pytest.mark.parametrize("place", [0, 0.5, 1])
def test_the_bar_is_always_in_view(visits: Visits, lists: dict[str, str], place: float) -> None:
    page = shown(visits, lists["medium"], SMALL_PHONE)
    bar = page.locator(".bar")
    last = bar.evaluate("bar => bar.parentElement.offsetTop + bar.parentElement.offsetHeight - innerHeight")
    page.evaluate("top => scrollTo(0, top)", last * place)
    found = page.evaluate(BAR)
    assert found["isInView"]
    assert found["part"] <= 0.2


def test_the_bar_says_when_it_is_behind(visits: Visits, lists: dict[str, str]) -> None:
    """Its numbers are those of the list as it was sent, until the list is updated."""
    page = shown(visits, lists["medium"], PHONE)
    behind, star = page.get_by_text("Not updated:"), page.locator("input[name=star]").first
    assert not behind.is_visible()
    for change in (star, page.locator("input[name=q]").last):
        change.click()
        assert behind.is_visible()
        change.click()
        assert not behind.is_visible()


def test_links_beside_each_other_do_not_read_as_one(visits: Visits) -> None:
    page = visits.open(viewport=PHONE)
    page.goto("/")
    one, other = (page.locator(".ways a").nth(number).bounding_box() for number in (0, 1))
    assert one
    assert other
    assert other["y"] > one["y"] or other["x"] - one["x"] - one["width"] > 15


def test_a_star_is_no_second_tick(visits: Visits, lists: dict[str, str]) -> None:
    """It has the shape of a star and never stands below a tick."""
    page = shown(visits, lists["medium"], PHONE)
    star, tick = page.locator("input[name=star]"), page.locator("input[name=q]").first
    assert "polygon" in star.first.evaluate("star => getComputedStyle(star, '::before').clipPath")
    ends = tick.evaluate("tick => tick.getBoundingClientRect().right")
    assert min(star.evaluate_all("all => all.map(star => star.getBoundingClientRect().left)")) > ends


def test_a_low_window_keeps_its_room(visits: Visits, lists: dict[str, str]) -> None:
    page = shown(visits, lists["medium"], ON_ITS_SIDE)
    assert not page.evaluate(BAR)["isInView"]
