"""axe-core finds no accessibility violation in any state of any page (see states.py)."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.states import MAIN, STATES, State, by_name

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Visits

AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """([tags, rules]) => axe.run(
  document, {runOnly: {type: 'tag', values: tags}, rules, resultTypes: ['violations']})"""
# With forced colors, axe reads -webkit-text-fill-color, which Chromium does not force. test_layout.py checks
# that contrast instead.
OFF = {"forced": {"color-contrast": {"enabled": False}}}


def results(page: Page, colors: str = "light") -> dict[str, Any]:
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate(RUN, [TAGS, OFF.get(colors, {})])
    return found


def violations(page: Page, colors: str = "light") -> list[str]:
    return [
        f"{rule['id']}: {rule['help']}: {node['target']} {node['html'][:200]} {node['failureSummary']}"
        for rule in results(page, colors)["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("state", STATES, ids=by_name)
def test_axe_finds_nothing(visits: Visits, state: State) -> None:
    page = visits.look(state.who)
    state.open(page)
    assert violations(page) == []


@pytest.mark.parametrize("colors", ["dark", "forced"])
@pytest.mark.parametrize("state", MAIN, ids=by_name)
def test_axe_finds_nothing_in_other_colors(visits: Visits, state: State, colors: str) -> None:
    page = visits.look(state.who, colors)
    state.open(page)
    assert violations(page, colors) == []


FAULTS = {
    "color-contrast": "main.innerHTML += '<p style=\"color: #777; background: #999\">Some gray words</p>'",
    "image-alt": "main.innerHTML += '<img src=/static/icon.svg>'",
    "label": "main.innerHTML += '<input type=text>'",
    "heading-order": "main.innerHTML += '<h6>Some words</h6>'",
    "region": "document.body.innerHTML += '<p>Some words</p>'",
    "target-size": "main.innerHTML += '<button style=\"display: block; padding: 0; border: 0; min-height: 0; "
    "height: 9px\">Some words</button>'.repeat(3)",
    "html-has-lang": "document.documentElement.lang = ''",
}


@pytest.mark.parametrize("rule", FAULTS)
def test_axe_finds_a_fault_that_is_put_in(visits: Visits, rule: str) -> None:
    page = visits.look("nobody")
    page.goto("/privacy")
    page.evaluate(f"() => {{ const main = document.querySelector('main'); {FAULTS[rule]} }}")
    assert rule in {found["id"] for found in results(page)["violations"]}
