"""What came of a drill: who was lost, who served whom, and whether a log told on anybody."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from tools.drill.stages import NEW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tools.drill.copies import Copy
    from tools.drill.journey import Journey
    from tools.drill.proxy import Proxy

TELLING = ("the one who came as number", "/sheet", "/step/", "/questions", "Mozilla", "urllib")


def counted(proxy: Proxy, copies: list[Copy], journeys: list[Journey]) -> Iterator[str]:
    """The figures of a drill, line by line."""
    served = proxy.by_copy()
    for copy in copies:
        yield f"{copy.name} answered {served[copy.address]} requests"
    yield f"nginx asked another copy for {proxy.helped()} of {proxy.served()} requests"
    waits = [journey.browser.waits for journey in journeys]
    yield f"{sum(waits)} times somebody was asked to come back for the PDF, one of them {max(waits)} times"
    yield f"{sum(journey.browser.reloads for journey in journeys)} answers broke off and were loaded again"
    for what in sorted({what for journey in journeys for what in journey.times}):
        times = [time for journey in journeys for time in journey.times[what]]
        yield f"{what:<16} median {median(times):6.0f} ms, longest {max(times):6.0f} ms, {len(times)} times"


def lost(journeys: list[Journey]) -> Iterator[str]:
    for journey in journeys:
        if not journey.differs:
            journey.read_papers()
        if journey.differs:
            yield f"journey {journey.number} ({journey.person.letter}): {'; '.join(journey.differs)}"


def not_as_said(proxy: Proxy, copies: list[Copy]) -> Iterator[str]:
    """Whether the drill did what it says: every copy served, helped and has the new version."""
    served = proxy.by_copy()
    for copy in copies:
        if not served[copy.address]:
            yield f"{copy.name} answered nobody"
        if f'value="{NEW}"'.encode() not in copy.server.get("/questions").body:
            yield f"{copy.name} does not have the new version"
    for line, times in proxy.failed().items():
        yield f"nginx had no copy left, {times} times: {line}"
    if not proxy.helped():
        yield "nginx never had to ask another copy: nothing was tried"


def told_too_much(folder: Path) -> Iterator[str]:
    """Whether a log holds what a person wrote, a page they saw or what they saw it with."""
    for path in (*folder.glob("copy-*"), folder / "nginx" / "said", folder / "nginx" / "counted"):
        text = path.read_text("utf-8", errors="replace")
        yield from (f"{path.name} holds “{word}”" for word in TELLING if word in text)
