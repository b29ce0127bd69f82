"""How long pages take on a slow line: in Chromium, with its own emulation of one."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tools.bench.served import cookies, rested_server
from tools.bench.tables import table
from tools.chromium import LAUNCH_ARGS, chromium_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright._impl._api_structures import SetCookieParam
    from playwright.sync_api import Browser, Page

    from tools.gunicorn_server import Server

KBIT_PER_SECOND, LATENCY_MS = 400, 400  # slow 3G
CONDITIONS = {
    "offline": False,
    "latency": LATENCY_MS,
    "downloadThroughput": KBIT_PER_SECOND * 1000 / 8,
    "uploadThroughput": KBIT_PER_SECOND * 1000 / 8,
}
FIGURES = """() => {
  const [page] = performance.getEntriesByType("navigation");
  const files = performance.getEntriesByType("resource");
  const bytes = [page, ...files].reduce((sum, each) => sum + each.transferSize, 0);
  return [page.domContentLoadedEventEnd, page.loadEventEnd, bytes];
}"""
FIRST, LATER, SETTLED = "start page, first visit", "your questions, later", "a step, later"
VISITS = {FIRST: ("", "/"), LATER: ("/check", "/questions"), SETTLED: ("/check", "/step/treatment")}


@dataclass(frozen=True)
class Loaded:
    """Seconds until the page can be read, and until all of it is there; kB with heads and files."""

    ready: float
    complete: float
    kilobytes: float


def on_a_slow_line(times: int) -> dict[str, Loaded]:
    """Open each page in a new browser profile, `times` times in turn: its cache is empty at first."""
    found: dict[str, list[list[float]]] = {name: [] for name in VISITS}
    with rested_server() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=LAUNCH_ARGS)
        own = cookies(seed=3)
        for _time in range(times):
            for name, (before, path) in VISITS.items():
                found[name].append(_visit(browser, server, next(own), before, path))
        browser.close()
    return {name: _middle(each) for name, each in found.items()}


def _visit(browser: Browser, server: Server, cookie: str, before: str, path: str) -> list[float]:
    base = f"http://127.0.0.1:{server.port}"
    with browser.new_context() as context:
        if before:
            context.add_cookies([_cookie(base, each) for each in cookie.split("; ")])
        page = context.new_page()
        if before:
            page.goto(base + before, wait_until="load")
            page.evaluate("document.fonts.ready.then(() => null)")  # they may come after everything else
        context.new_cdp_session(page).send("Network.emulateNetworkConditions", CONDITIONS)
        return _figures(page, base + path)


def _cookie(base: str, written: str) -> SetCookieParam:
    name, _, value = written.partition("=")
    return {"name": name, "value": value, "url": base}


def _figures(page: Page, address: str) -> list[float]:
    page.goto(address, wait_until="load")
    assert page.url == address, f"{address} leads to {page.url}"
    page.wait_for_function("performance.getEntriesByType('navigation')[0].loadEventEnd > 0")
    figures: list[float] = page.evaluate(FIGURES)
    return figures


def _middle(visits: Sequence[Sequence[float]]) -> Loaded:
    ready, complete, size = map(median, zip(*visits, strict=True))
    return Loaded(ready / 1000, complete / 1000, size / 1000)


def slow_line_table(found: dict[str, Loaded]) -> str:
    head = ("page", "can be read, s", "complete, s", "kB, with all files that are not cached")
    rows = (
        (name, f"{each.ready:.2f}", f"{each.complete:.2f}", f"{each.kilobytes:.1f}")
        for name, each in found.items()
    )
    return table(head, rows)
