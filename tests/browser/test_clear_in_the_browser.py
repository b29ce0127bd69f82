"""What "Clear my answers" deletes in a browser, and what it keeps of other sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.person import CLEAR, CLEARED, arrived, press

if TYPE_CHECKING:
    from tests.browser.conftest import Visits

KEPT = "() => localStorage.getItem('draft')"


def test_clear_empties_storage_only(visits: Visits) -> None:
    """Add-ons that save form drafts use the local storage of the page."""
    page = visits.open("patient", java_script_enabled=True)
    page.goto("/questions")
    page.evaluate("() => localStorage.setItem('draft', 'May I swim?')")
    assert page.evaluate(KEPT) == "May I swim?"
    page.context.add_cookies([{"name": "portal", "value": "signed-in", "url": visits.address}])
    page.goto("/clear")
    press(page, CLEAR)
    arrived(page, CLEARED)
    assert page.evaluate(KEPT) is None
    assert [cookie.get("name") for cookie in page.context.cookies()] == ["portal"]
