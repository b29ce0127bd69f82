"""Composed sheets beside the same HTML by WeasyPrint alone."""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import islice
from statistics import median
from typing import TYPE_CHECKING

from app.core.free_text import FreeText
from app.pdf.compose.blocks import without_marks
from app.web.drafts import drafts
from app.web.service import service
from tools.bench.apart import lay_out_ahead, warm_app
from tools.bench.strangers import strangers
from tools.bench.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.bench.strangers import Stranger

GROUPS = (1, 30, 60, 150)  # strangers one after the other in a whole run; all but the first find blocks
EACH = 40  # sheets of a case in a whole run, when all strangers have been there
CASES = {
    "medium, typed": ("medium", None),
    "medium, nothing typed": ("medium", FreeText()),
    "full, typed": ("full", None),
}


@dataclass(frozen=True)
class Beside:
    """The median processor time of one sheet in ms, composed and by WeasyPrint alone."""

    composed: float
    alone: float

    @property
    def ratio(self) -> float:
        return self.composed / self.alone


def beside(share: float) -> tuple[list[Beside], float, dict[str, Beside]]:
    """Return the figures of each group of strangers, and of each case; `share` is that of a whole run.

    Behind the first group, blocks are laid out ahead: in between, the processor seconds which that took.
    """
    app = warm_app()
    with app.test_request_context():
        people = strangers(service().catalogue)
        first, *later = groups_of(share)
        groups = [_compared(htmls(islice(people, first)))]
        seconds = lay_out_ahead(app)
        groups += [_compared(htmls(islice(people, count))) for count in later]
        count = round(EACH * share) or 1
        return (
            groups,
            seconds,
            {
                name: _compared(htmls(islice(strangers(service().catalogue, length, seed=1), count), typed))
                for name, (length, typed) in CASES.items()
            },
        )


def groups_of(share: float) -> list[int]:
    return [round(count * share) or 1 for count in GROUPS]


def htmls(people: Iterator[Stranger], typed: FreeText | None = None) -> Iterator[str]:
    """Yield the paper of each, as the first of its drafts has it."""
    for each in people:
        yield next(iter(drafts(each.sheet(service().catalogue, typed)).versions))


def _compared(papers: Iterator[str]) -> Beside:
    taken = [(milliseconds(html), milliseconds(without_marks(html))) for html in papers]
    composed, alone = zip(*taken, strict=True)
    return Beside(median(composed), median(alone))


def milliseconds(html: str) -> float:
    before = time.process_time()
    service().renderer.render(html)
    service().renderer.settle()
    return (time.process_time() - before) * 1000


def cases_table(cases: dict[str, Beside]) -> str:
    head = (
        "list, in a process where the strangers of the next table have been",
        "composed, ms",
        "WeasyPrint alone, ms",
        "ratio",
    )
    return table(head, ((name, *figures_of(each)) for name, each in cases.items()))


def figures_of(each: Beside) -> tuple[str, ...]:
    return f"{each.composed:.0f}", f"{each.alone:.0f}", f"{each.ratio:.3f}"
