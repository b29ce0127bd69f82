"""What was to be reached, and what ours is ahead of."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from tools.bench.hostile import NOTHING
from tools.bench.pages import HELLO, QUESTIONS, STEP
from tools.bench.runner import MAKERS, OURS
from tools.bench.slow_line import LATER
from tools.bench.tables import Aim, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tools.bench.crowd import Crowd
    from tools.bench.figures import Figures
    from tools.bench.runner import Runner

FIFTY = 50
ABOUT = 1.05  # a difference below a twentieth is none
MEASURES: dict[str, Callable[[Runner], float]] = {
    "processor time": attrgetter("cpu"),
    "time": attrgetter("time"),
    "memory": attrgetter("memory"),
    "seconds from the start to the first sheet": attrgetter("cold_start"),
    "bytes of the file": lambda each: len(each.pdf),
    "failed rules of PDF/UA-1": attrgetter("faults"),
}


def aims(figures: Figures) -> list[Aim]:
    return [*_paper(figures), *_load(figures), *_pages(figures)]


def _paper(figures: Figures) -> Iterator[Aim]:
    for name, most in zip(figures.cases, (0.15, 0.08, 0.06), strict=True):
        yield Aim(f"CPU beside WeasyPrint alone: {name}", most, figures.cases[name].ratio, places=3)
    ours, chromium, typst = (figures.makers[name] for name in (OURS, "chromium", "typst"))
    yield Aim("CPU beside warm Chromium", 0.2, ours.cpu / chromium.cpu)
    yield Aim(
        "memory beside warm Chromium: a process with all of the app", 0.16, ours.memory / chromium.memory
    )
    yield Aim(
        "memory beside warm Chromium: a render process, as served",
        0.16,
        figures.memory.renderer / chromium.memory,
    )
    yield Aim("CPU beside typst", 1, ours.cpu / typst.cpu)
    yield Aim("rules of PDF/UA-1 that our sheet fails", 0, ours.faults, places=0)
    base = figures.hostile[NOTHING]
    yield Aim("CPU with the worst text, beside none", 3, max(figures.hostile.values()) / base)


def _load(figures: Figures) -> Iterator[Aim]:
    fifty = crowd_of_fifty(figures)
    yield Aim("fifty press in a second: refused", 0, fifty.refused, places=0)
    yield Aim("fifty press in a second: median", 0.2, fifty.median, " s")
    yield Aim("fifty press in a second: last", 2, fifty.last, " s")
    yield Aim("form page meanwhile, p99 beside idle", 3, fifty.p99_ratio, places=1)
    for name, timings in list(figures.silent.items())[1:]:
        yield Aim(f"form page past {name}, p99", 50, timings.p99_ms, " ms", places=0)


def _pages(figures: Figures) -> Iterator[Aim]:
    base, questions = figures.pages[HELLO].cpu, figures.pages[QUESTIONS]
    yield Aim("“Your questions”, CPU beside a bare hello", 5.2, questions.cpu / base, places=1)
    yield Aim("a step, CPU beside a bare hello", 2.5, figures.pages[STEP].cpu / base, places=1)
    yield Aim("“Your questions” as it is", 60, questions.plain / 1000, " kB", places=1)
    yield Aim("“Your questions” on the wire", 20, questions.packed / 1000, " kB", places=1)
    yield Aim("“Your questions” at slow 3G, files cached", 1, figures.slow_line[LATER].ready, " s")


def crowd_of_fifty(figures: Figures) -> Crowd:
    return next(each for each in figures.crowds if each.people == FIFTY)


def ahead_table(figures: Figures) -> str:
    """Return what ours takes less of than which makers, and more of than which, in Markdown."""
    ours = figures.makers[OURS]
    others = {MAKERS[name]: each for name, each in figures.makers.items() if name != OURS}
    rows = []
    for measure, of in MEASURES.items():
        less = [name for name, each in others.items() if of(ours) * ABOUT < of(each)]
        more = [name for name, each in others.items() if of(ours) > of(each) * ABOUT]
        same = [name for name in others if name not in {*less, *more}]
        rows.append((measure, *("; ".join(names) or "nobody" for names in (less, same, more))))
    return table(("of", "ours takes less than", "about as much as", "more than"), rows).replace("--:", "---")
