"""What is kept of composed sheets as more strangers come."""

from __future__ import annotations

import tracemalloc
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from app.web.service import service
from tools.bench.apart import lay_out_ahead, warm_app
from tools.bench.composed import figures_of, groups_of, htmls
from tools.bench.strangers import strangers
from tools.bench.tables import table

if TYPE_CHECKING:
    from tools.bench.composed import Beside


@dataclass(frozen=True)
class Kept:
    """How many blocks are kept, and the MB of Python objects that the process has more than at its start."""

    blocks: int
    memory: float

    @classmethod
    def now(cls) -> Kept:
        blocks = service().renderer._composer.stock.blocks.kept  # noqa: SLF001  nothing else counts them
        return cls(len(blocks), tracemalloc.get_traced_memory()[0] / 1e6)


def kept(share: float) -> list[Kept]:
    """Return what is kept after each group of strangers, in a process that does nothing else.

    Behind the first group, blocks are laid out ahead.
    """
    app = warm_app()
    with app.test_request_context():
        people, found = strangers(service().catalogue), []
        tracemalloc.start()
        for count in groups_of(share):
            for html in htmls(islice(people, count)):
                service().renderer.render(html)
            found.append(Kept.now())
            if len(found) == 1:
                lay_out_ahead(app)
        return found


def strangers_table(groups: list[Beside], found: list[Kept], share: float) -> str:
    """Return the growth by people served, in Markdown."""
    names = ["the first one, at once", *(f"the next {count}" for count in groups_of(share)[1:])]
    head = (
        "strangers",
        "composed, ms",
        "WeasyPrint alone, ms",
        "ratio",
        "blocks kept",
        "memory added, MB",
    )
    rows = zip(names, groups, found, strict=True)
    return table(
        head, ((name, *figures_of(each), str(k.blocks), f"{k.memory:.1f}") for name, each, k in rows)
    )
