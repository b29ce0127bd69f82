"""All that is measured in one run."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from app.web.service import service
from tools.bench.apart import apart, warm_app
from tools.bench.composed import Beside, beside
from tools.bench.growth import Grown, growth
from tools.bench.hostile import hostile
from tools.bench.job import jobs
from tools.bench.kept import Kept, kept
from tools.bench.load import crowds
from tools.bench.pages import Page, pages
from tools.bench.papers import compare
from tools.bench.silent import past_silent_clients
from tools.bench.slow_line import Loaded, on_a_slow_line
from tools.bench.start import Memory, Started, memory, starts
from tools.bench.throughput import Sustained, sustained

if TYPE_CHECKING:
    from collections.abc import Callable

    from tools.bench.content import Job
    from tools.bench.crowd import Crowd
    from tools.bench.runner import Runner
    from tools.bench.timings import Timings

WHOLE = 40  # sheets by each maker in a whole run; other counts follow it
BEFORE = 150  # sheets that ours has made before it is compared with other makers
Made = TypeVar("Made")


@dataclass(frozen=True)
class Figures:
    """`share` is that of a whole run; `before` how many sheets ours had made before the makers took turns.

    `ahead` are the processor seconds to lay out blocks ahead.
    """

    share: float
    before: int
    makers: dict[str, Runner]
    groups: list[Beside]
    ahead: float
    cases: dict[str, Beside]
    kept: list[Kept]
    crowds: list[Crowd]
    sustained: list[Sustained]
    silent: dict[str, Timings]
    pages: dict[str, Page]
    slow_line: dict[str, Loaded]
    starts: dict[str, Started]
    memory: Memory
    growth: list[Grown]
    hostile: dict[str, float]


def measure(sheets: int) -> Figures:
    """Measure everything, one thing after the other; `sheets` by each maker."""
    share = sheets / WHOLE
    before, rounds = _count(BEFORE, share), _count(3, share)
    papers = apart(sheets_of_strangers, before + sheets)
    groups, ahead, cases = _told("composed sheets", partial(apart, beside, share))
    return Figures(
        share=share,
        before=before,
        makers=_told("makers", partial(compare, papers[:before], papers[before:], rounds)),
        groups=groups,
        ahead=ahead,
        cases=cases,
        kept=_told("blocks kept", partial(apart, kept, share)),
        crowds=_told("people who press", partial(crowds, _count(5, share))),
        sustained=_told("sheets by the second", partial(sustained, 6 * share)),
        silent=_told("silent clients", partial(past_silent_clients, _count(300, share))),
        pages=_told("pages", partial(pages, _count(200, share))),
        slow_line=_told("a slow line", partial(on_a_slow_line, _count(5, share))),
        starts=_told("start", partial(starts, rounds)),
        memory=_told("memory", memory),
        growth=_told("growth", partial(apart, growth, share)),
        hostile=_told("hostile text", partial(apart, hostile, _count(20, share))),
    )


def sheets_of_strangers(count: int) -> list[Job]:
    with warm_app().test_request_context():
        return list(jobs(service().catalogue, count, seed=2))


def _told(what: str, work: Callable[[], Made]) -> Made:
    sys.stderr.write(f"{what} ...\n")
    return work()


def _count(whole: int, share: float) -> int:
    return max(1, round(whole * share))
