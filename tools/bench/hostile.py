"""Processor time of a composed sheet with the longest possible free text, relative to one without."""

from __future__ import annotations

import datetime as dt
from statistics import median
from typing import TYPE_CHECKING

from app.core.free_text import MAX_NAME_LENGTH, MAX_OWN_QUESTIONS, MAX_QUESTION_LENGTH, FreeText
from app.web.service import service
from tools.bench.apart import warm_app
from tools.bench.composed import htmls, milliseconds
from tools.bench.strangers import strangers
from tools.bench.tables import table

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS = {
    "one word without an end": "x",
    "wide letters": "Щ",
    "narrow letters": "i",
    "single letters": "a ",
    "letters of two fonts": "aЩ ",
}
NOTHING = "nothing"


def hostile(times: int) -> dict[str, float]:
    """Return the median milliseconds with each kind of text in every field, and with nothing, in turn."""
    with warm_app().test_request_context():
        somebody = next(strangers(service().catalogue, seed=6))
        typed = {NOTHING: FreeText(), **{name: _full(letters) for name, letters in TEXTS.items()}}
        papers = {name: next(htmls(iter([somebody]), text)) for name, text in typed.items()}
        for html in papers.values():
            service().renderer.render(html)
        taken: dict[str, list[float]] = {name: [] for name in papers}
        for _time in range(times):
            for name, html in papers.items():
                taken[name].append(milliseconds(html))
    return {name: median(each) for name, each in taken.items()}


def _full(letters: str) -> FreeText:
    def full(size: int) -> str:
        return (letters * size)[:size].strip()

    return FreeText(
        own=(full(MAX_QUESTION_LENGTH),) * MAX_OWN_QUESTIONS,
        visit_date=dt.date(2027, 1, 1),
        visit_with=full(MAX_NAME_LENGTH),
    )


def hostile_table(found: Mapping[str, float]) -> str:
    base = found[NOTHING]
    rows = ((name, f"{each / base:.2f}", f"{each:.0f}") for name, each in found.items())
    return table(("typed in every box", "CPU, ratio", "CPU, ms"), rows)
