"""The pages with the content that people read: long words, long lists, and still no fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.test_axe import violations
from tests.browser.test_layout import faults_at_all_sizes
from tests.oracles.states import every_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from playwright.sync_api import Page, Route

    from tests.browser.conftest import Visits

OPEN_ALL = """async () => {
  document.querySelectorAll('details').forEach(details => { details.open = true })
  await document.fonts.ready
  return null
}"""


def faults_by_page(
    tab: Page, app: Flask, look: Callable[[Page], list[str]], path: str = ""
) -> dict[str, list[str]]:
    """Show each page of the app in each state, with all of it opened, and return what the look finds."""
    pages, found = every_page(app, path), dict[str, list[str]]()

    def show(route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        route.fulfill(body=pages[name], content_type="text/html; charset=utf-8")

    tab.route("**/shown/*", show)
    for name in pages:
        tab.goto(f"/shown/{name}")
        tab.evaluate(OPEN_ALL)
        found[name] = look(tab)
    tab.unroute("**/shown/*")
    return {name: faults for name, faults in found.items() if faults}


@pytest.mark.parametrize("colors", ["light", "dark"])
def test_axe_finds_nothing_on_real_pages(visits: Visits, real_app: Flask, colors: str) -> None:
    tab = visits.look("nobody", colors)
    assert faults_by_page(tab, real_app, lambda page: violations(page, colors)) == {}


def test_nothing_is_lost_on_real_pages(visits: Visits, real_app: Flask) -> None:
    tab = visits.look("nobody", "sizes")
    assert faults_by_page(tab, real_app, lambda page: faults_at_all_sizes(page, "real")) == {}


def test_axe_finds_nothing_on_spanish_pages(visits: Visits, real_app: Flask) -> None:
    tab = visits.look("nobody")
    assert faults_by_page(tab, real_app, violations, "/es") == {}


def test_nothing_is_lost_on_spanish_pages(visits: Visits, real_app: Flask) -> None:
    """Their words are longer."""
    tab = visits.look("nobody", "sizes")
    assert faults_by_page(tab, real_app, lambda page: faults_at_all_sizes(page, "real"), "/es") == {}
