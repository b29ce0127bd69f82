"""The sheet of a person who types text in other scripts than the Latin one."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.walk.browser import Browser

NAMES = ("Ελένη", "Щукина", "Nguyễn", "Žižek")


def typed_sheet(browser: Browser, size: str = "standard") -> bytes:
    """Answer nothing, type the names as a question and as whom to see, and return the PDF."""
    page = browser.page(browser.page("/").link("Start"))
    browser.press(page.form(), "Continue")
    form = browser.page("/questions").form()
    form.write("own-1", " ".join(NAMES))
    form = browser.press(form, "Make my sheet").form()
    form.choose("size", [size])
    form.write("visit_with", NAMES[1])
    ready = browser.press(form, "Continue")
    ready.expect("Your sheet is ready")
    return browser.fetch(ready.link("Download the PDF")).body


def printed_words(pdf: bytes) -> set[str]:
    """Return the words that can be read in a PDF."""
    command = ["pdftotext", "-", "-"]
    return set(subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode().split())
