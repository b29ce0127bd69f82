"""What a sheet and "Your questions" cost as the catalogue grows."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from app.web.service import service
from tools.bench.apart import warm_app
from tools.bench.catalogues import one_language
from tools.bench.served import OK, cookies
from tools.bench.tables import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Flask

TIMES = (1, 2, 4)
PAGES = ("/questions", "/sheet.pdf")
BEFORE = 50  # strangers in a whole run, so that most blocks are kept
COUNTED = 40


@dataclass(frozen=True)
class Grown:
    """A catalogue, and the median processor time in ms of each of PAGES, without a server."""

    questions: int
    costs: tuple[float, ...]


def growth(share: float) -> list[Grown]:
    """Serve the same strangers with each catalogue, in turn, within one process."""
    before, counted = (round(count * share) or 1 for count in (BEFORE, COUNTED))
    with tempfile.TemporaryDirectory() as folder:
        apps = [warm_app(one_language(Path(folder), times)) for times in TIMES]
    taken = [{path: list[float]() for path in PAGES} for _app in apps]
    for cookie in islice(cookies(seed=4), before + counted):
        for app, costs in zip(apps, taken, strict=True):
            for path, figures in costs.items():
                figures.append(_milliseconds(app, path, cookie))
    return [
        Grown(_count(app), tuple(median(costs[path][before:]) for path in PAGES))
        for app, costs in zip(apps, taken, strict=True)
    ]


def _count(app: Flask) -> int:
    with app.app_context():
        return len(service().catalogue.questions)


def _milliseconds(app: Flask, path: str, cookie: str) -> float:
    before = time.process_time()
    status = app.test_client(use_cookies=False).get(path, headers={"Cookie": cookie}).status_code
    taken = time.process_time() - before
    if status != OK:
        raise SystemExit(f"{path} answers {status}")
    return taken * 1000


def growth_table(found: Sequence[Grown]) -> str:
    first, head = (
        found[0],
        ("questions in the catalogue", "“Your questions”, ms", "ratio", "sheet, medium, ms", "ratio"),
    )
    return table(
        head,
        (
            (
                str(each.questions),
                *(
                    cell
                    for cost, base in zip(each.costs, first.costs, strict=True)
                    for cell in (f"{cost:.1f}", f"{cost / base:.2f}")
                ),
            )
            for each in found
        ),
    )
