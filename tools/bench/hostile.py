"""Rendering time of a sheet with the longest possible free text, relative to one without."""

from __future__ import annotations

import datetime as dt
import time
from statistics import median

from app.core.free_text import MAX_NAME_LENGTH, MAX_OWN_QUESTIONS, MAX_QUESTION_LENGTH, FreeText
from app.pdf import Renderer
from tools.bench.job import jobs

TEXTS = {
    "one word without an end": "x",
    "wide letters": "Щ",
    "narrow letters": "i",
    "single letters": "a ",
    "letters of two fonts": "aЩ ",
}


def hostile_table(times: int) -> str:
    """Return a Markdown table of the rendering time with each kind of text in every field."""
    renderer = Renderer()
    empty = next(jobs(1, FreeText())).paper
    renderer.warm(empty)
    lines = ["| typed in every box | time, ms | ratio |", "|---|---|---|"]
    for name, letters in TEXTS.items():
        full = next(jobs(1, _typed(letters))).paper
        wall_times: dict[str, list[float]] = {empty: [], full: []}
        for _time in range(times):
            for html, seconds in wall_times.items():
                started = time.perf_counter()
                renderer.render(html)
                seconds.append(time.perf_counter() - started)
        base, worst = median(wall_times[empty]), median(wall_times[full])
        lines.append(f"| {name} | {worst * 1000:.0f} | {worst / base:.2f} |")
    return "\n".join(lines)


def _typed(letters: str) -> FreeText:
    def full(size: int) -> str:
        return (letters * size)[:size].strip()

    return FreeText(
        own=(full(MAX_QUESTION_LENGTH),) * MAX_OWN_QUESTIONS,
        visit_date=dt.date(2027, 1, 1),
        visit_with=full(MAX_NAME_LENGTH),
    )
