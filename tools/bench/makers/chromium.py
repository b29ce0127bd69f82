"""Prints the web page of the sheet with a running headless Chromium."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tools.bench.content import FONTS
from tools.chromium import LAUNCH_ARGS, chromium_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Route

    from tools.bench.content import Job

STATIC = FONTS.parent
CONTENT_TYPES = {"css": "text/css", "ttf": "font/ttf", "svg": "image/svg+xml"}


def start() -> Callable[[Job], bytes]:
    playwright = sync_playwright().start()
    page = playwright.chromium.launch(executable_path=chromium_path(), args=LAUNCH_ARGS).new_page()
    current = {"html": ""}

    def answer(route: Route) -> None:
        found = re.search(r"/static/([\w./-]+)", route.request.url)
        if found is None:
            route.fulfill(body=current["html"], content_type="text/html; charset=utf-8")
        else:
            file = STATIC / found[1]
            route.fulfill(body=file.read_bytes(), content_type=CONTENT_TYPES[file.suffix[1:]])

    page.route("**/*", answer)

    def make(job: Job) -> bytes:
        current["html"] = job.page
        page.goto("http://sheet.test/")
        return page.pdf(prefer_css_page_size=True, tagged=True, outline=True)

    return make
