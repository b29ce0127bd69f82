"""Puts the figures of a run into docs/BENCHMARK.md and docs/SIZING.md."""

from __future__ import annotations

from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from app.pdf.compose import kept as kept_blocks
from tools.bench.aims import ahead_table, aims, crowd_of_fifty
from tools.bench.composed import cases_table
from tools.bench.crowd import crowds_table
from tools.bench.growth import growth_table
from tools.bench.hostile import hostile_table
from tools.bench.kept import strangers_table
from tools.bench.machine import machine
from tools.bench.pages import pages_table
from tools.bench.papers import makers_table
from tools.bench.runner import OURS
from tools.bench.silent import silent_table
from tools.bench.sizing import needs_table, visits_of_a_core
from tools.bench.slow_line import slow_line_table
from tools.bench.start import memory_table, starts_table
from tools.bench.tables import aims_table
from tools.bench.throughput import sustained_table
from tools.bench.visits import Costs, costs_table

if TYPE_CHECKING:
    from tools.bench.figures import Figures

HERE = Path(__file__).parent


def benchmark(figures: Figures) -> str:
    """Return docs/BENCHMARK.md."""
    return _filled(
        "what-it-means.md",
        machine=machine(),
        run=_run(figures),
        before=figures.before,
        aims=aims_table(aims(figures)),
        ahead=ahead_table(figures),
        picture=_picture_in_words(figures),
        makers=makers_table(figures.makers),
        cases=cases_table(figures.cases),
        ahead_seconds=f"{figures.ahead:.0f}",
        most_kept=f"{kept_blocks.MOST:,}",
        strangers=strangers_table(figures.groups, figures.kept, figures.share),
        crowds=crowds_table(figures.crowds),
        sustained=sustained_table(figures.sustained),
        silent=silent_table(figures.silent),
        pages=pages_table(figures.pages),
        slow_line=slow_line_table(figures.slow_line),
        starts=starts_table(figures.starts),
        memory=memory_table(figures.memory),
        growth=growth_table(figures.growth),
        hostile=hostile_table(figures.hostile),
    )


def hardware(figures: Figures) -> str:
    """Return docs/SIZING.md."""
    costs = Costs.of(figures)
    return _filled(
        "how-much-hardware.md",
        machine=machine(),
        run=_run(figures),
        costs=costs_table(costs),
        needs=needs_table(costs),
        memory=memory_table(figures.memory),
        copy=f"{costs.memory:.0f}",
        visit=f"{costs.a_visit * 1000:.0f}",
        visits=f"{visits_of_a_core(costs):,.0f}",
        sheets=f"{1 / costs.seconds[-1]:.0f}",
        kilobytes=f"{costs.bytes_a_visit / 1000:.0f}",
    )


def _filled(name: str, **parts: object) -> str:
    return Template((HERE / name).read_text(encoding="utf-8")).substitute(parts)


def _run(figures: Figures) -> str:
    sheets = f"{len(figures.makers[OURS].wall_times)} sheets by each maker"
    return sheets if figures.share >= 1 else f"{sheets}: **a short run, so all figures are rough**"


def _picture_in_words(figures: Figures) -> str:
    fifty, ours = crowd_of_fifty(figures), figures.makers[OURS]
    return (
        f"Bars: our sheet takes {ours.cpu * 1000:.0f} ms of processor time; of fifty people who press "
        f"within a second half have it after {fifty.median:.2f} s and all after {fifty.last:.2f} s, "
        f"{fifty.refused} refused."
    )
