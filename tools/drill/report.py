"""The results of a drill: statistics, failed journeys, and personal data in logs."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from tools.drill.stages import NEW_QUESTION_ID

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tools.drill.copies import Copy
    from tools.drill.journey import Journey
    from tools.drill.proxy import Proxy

PERSONAL_PATTERNS = ("the one who came as number", "/sheet", "/step/", "/questions", "Mozilla", "urllib")


def statistics(proxy: Proxy, copies: list[Copy], journeys: list[Journey]) -> Iterator[str]:
    """Yield the statistics of a drill as lines of text."""
    served = proxy.by_copy()
    for copy in copies:
        yield f"{copy.name} answered {served[copy.address]} requests"
    yield f"nginx sent {proxy.retried()} of {proxy.served()} requests to a second copy"
    waits = [journey.browser.waits for journey in journeys]
    yield f"{sum(waits)} PDF requests were told to retry later, at most {max(waits)} in one journey"
    yield f"{sum(journey.browser.reloads for journey in journeys)} incomplete responses were loaded again"
    for what in sorted({what for journey in journeys for what in journey.times}):
        times = [time for journey in journeys for time in journey.times[what]]
        yield f"{what:<16} median {median(times):6.0f} ms, longest {max(times):6.0f} ms, {len(times)} times"


def failed_journeys(journeys: list[Journey]) -> Iterator[str]:
    for journey in journeys:
        if not journey.differs:
            journey.check_pdfs()
        if journey.differs:
            yield f"journey {journey.number} ({journey.person.letter}): {'; '.join(journey.differs)}"


def failed_checks(proxy: Proxy, copies: list[Copy]) -> Iterator[str]:
    """Yield the copies that did not serve or update, failed requests, and a lack of retries."""
    served = proxy.by_copy()
    for copy in copies:
        if not served[copy.address]:
            yield f"{copy.name} answered no request"
        copy.server.begin()
        if f'value="{NEW_QUESTION_ID}"'.encode() not in copy.server.get("/questions/more").body:
            yield f"{copy.name} does not have the new version"
    for line, times in proxy.failed().items():
        yield f"nginx found no working copy, {times} times: {line}"
    if not proxy.retried():
        yield "nginx never retried with another copy: the drill tested nothing"


def log_leaks(folder: Path) -> Iterator[str]:
    """Yield the logs that contain typed text, paths or user agents."""
    for path in (*folder.glob("copy-*"), folder / "nginx" / "error.log", folder / "nginx" / "access.log"):
        text = path.read_text("utf-8", errors="replace")
        yield from (f"{path.name} contains “{word}”" for word in PERSONAL_PATTERNS if word in text)
