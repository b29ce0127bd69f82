"""Compares makers on the same sheets, in turn, by ratios of medians."""

from __future__ import annotations

import time
from statistics import median
from typing import TYPE_CHECKING

from tools.bench.runner import MAKERS, OURS, Runner
from tools.bench.tables import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tools.bench.content import Job

HEAD = (
    "maker", "CPU, ratio", "time, ratio", "memory, ratio", "CPU, ms", "time, ms", "memory, MB",
    "cold start, s", "size, kB", "tagged", "PDF/UA-1 rules failed",
)  # fmt: skip


def compare(before: Sequence[Job], sheets: Sequence[Job], rounds: int) -> dict[str, Runner]:
    """Make each sheet with every maker in turn, when ours has made those `before`, the others one of them."""
    starts = cold_starts(before[0], rounds)
    runners = {name: Runner(name, cold_start=starts[name]) for name in MAKERS}
    for name, runner in runners.items():
        for job in before if name == OURS else before[:1]:
            runner.make(job)
    for runner in runners.values():
        runner.begin()
    for job in sheets:
        for runner in runners.values():
            runner.wall_times.append(runner.make(job))
    for runner in runners.values():
        runner.measure()
    for runner in runners.values():
        runner.end()
    return runners


def cold_starts(job: Job, rounds: int) -> dict[str, float]:
    """Return the seconds from the start of a process to its first PDF: the median of some rounds."""
    taken: dict[str, list[float]] = {name: [] for name in MAKERS}
    for _round in range(rounds):
        for name, seconds in taken.items():
            started = time.perf_counter()
            runner = Runner(name)
            runner.make(job)
            seconds.append(time.perf_counter() - started)
            runner.end()
    return {name: median(seconds) for name, seconds in taken.items()}


def makers_table(runners: dict[str, Runner]) -> str:
    """Return the comparison in Markdown, with ratios to our sheet."""
    ours = runners[OURS]
    return table(
        HEAD,
        (
            (
                MAKERS[name],
                *(
                    f"{ratio:.2f}"
                    for ratio in (each.cpu / ours.cpu, each.time / ours.time, each.memory / ours.memory)
                ),
                *(f"{figure:.0f}" for figure in (each.cpu * 1000, each.time * 1000, each.memory)),
                f"{each.cold_start:.2f}",
                f"{len(each.pdf) / 1000:.0f}",
                "yes" if each.is_tagged else "no",
                str(each.faults),
            )
            for name, each in runners.items()
        ),
    )
