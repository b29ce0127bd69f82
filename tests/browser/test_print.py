"""Pages as a browser prints them by itself: without backgrounds, on paper as wide as Letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.person import button_of, navigate
from tests.pdf.conftest import pages
from tests.pdf.pictures import INK, WHITE, pictures
from tests.web.page import Page as Parsed
from tests.web.page import text_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Visits

MARGIN = "0.4in"
CHOICES = {"/after": ("input[type=radio]", "Save"), "/questions": ("input[name=star]", "Update my list")}


def printed(page: Page, *, backgrounds: bool = False, height: float = 11) -> bytes:
    margins = {"top": MARGIN, "right": MARGIN, "bottom": MARGIN, "left": MARGIN}
    return page.pdf(width="8.5in", height=f"{height}in", margin=margins, print_background=backgrounds)  # type: ignore[arg-type]


@pytest.mark.parametrize("path", CHOICES)
def test_what_is_picked_is_seen_without_backgrounds(visits: Visits, path: str) -> None:
    page = visits.open("patient")
    page.goto(path)
    box, button = CHOICES[path]
    page.locator(box).first.check()
    navigate(page, button_of(page, button))
    plain, full = (pictures(printed(page, backgrounds=each)) for each in (False, True))
    for without, with_all in zip(plain, full, strict=True):
        both = zip(without.tobytes(), with_all.tobytes(), strict=True)
        assert sum(seen > WHITE and drawn < INK for seen, drawn in both) == 0


@pytest.mark.parametrize("path", ["/", "/ready", "/about"])
def test_no_heading_is_left_at_the_end_of_a_page(visits: Visits, path: str) -> None:
    page = visits.open("patient")
    page.goto(path)
    headings = [text_of(each) for each in Parsed(page.content().encode()).all("h1", "h2", "h3")]
    for height in (6, 7, 8, 9, 10, 11):
        for text in pages(printed(page, height=height)):
            assert not [each for each in headings if text.endswith(each)], height
