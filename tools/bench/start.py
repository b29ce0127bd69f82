"""What a start takes, with one language and with all, and the memory of each process."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import fmean, median

from app.settings import QUESTIONS
from tools.bench.catalogues import one_language
from tools.bench.served import catalogue, cookies, our_server, page_of, rested_server
from tools.bench.tables import table
from tools.processes import cpu_seconds, process_tree, pss_mib

SHEETS = 50


@dataclass(frozen=True)
class Started:
    """Seconds until /healthz answers, and of processor time until then."""

    seconds: float
    cpu: float


@dataclass(frozen=True)
class Memory:
    """MB (PSS) of each kind of process, and of all together; workers and renderers are the mean of theirs."""

    master: float
    spooler: float
    worker: float
    renderer: float
    total: float


def starts(rounds: int) -> dict[str, Started]:
    """Start with one language and with all that are offered, in turn."""
    catalogue()  # read before anything is timed
    with tempfile.TemporaryDirectory() as folder:
        files = {"one": one_language(Path(folder)), "all that are offered": QUESTIONS}
        taken: dict[str, list[Started]] = {name: [] for name in files}
        for _round in range(rounds):
            for name, path in files.items():
                taken[name].append(_start(path))
    return {
        name: Started(median(one.seconds for one in each), median(one.cpu for one in each))
        for name, each in taken.items()
    }


def _start(path: Path) -> Started:
    began = time.perf_counter()
    with our_server(QUESTIONS_FILE=str(path)) as server:
        seconds = time.perf_counter() - began
        return Started(seconds, cpu_seconds(process_tree(server.process.pid)))


def memory() -> Memory:
    """Return the memory after SHEETS sheets, each that of another stranger."""
    with rested_server() as server:
        for cookie in islice(cookies(seed=5), SHEETS):
            page_of(server, "/questions", Cookie=cookie)
            page_of(server, "/sheet.pdf", Cookie=cookie)
        return Memory(
            master=pss_mib([server.process.pid]),
            spooler=pss_mib(server.spoolers),
            worker=fmean(pss_mib([each]) for each in server.workers),
            renderer=fmean(pss_mib([each]) for each in server.renderers),
            total=pss_mib(process_tree(server.process.pid)),
        )


def starts_table(found: dict[str, Started]) -> str:
    head = ("languages", "until it answers, s", "processor time, s")
    return table(head, ((name, f"{each.seconds:.1f}", f"{each.cpu:.1f}") for name, each in found.items()))


def memory_table(found: Memory) -> str:
    rows = {
        "master": found.master,
        "spooler, which holds the queue": found.spooler,
        "each worker": found.worker,
        "each render process": found.renderer,
        "all together": found.total,
    }
    return table(("process", "memory, MB"), ((name, f"{figure:.0f}") for name, figure in rows.items()))
