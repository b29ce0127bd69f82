"""Measures the figures of docs/SIZING.md: CPU time per page and PDF, and memory of one copy.

python -m tools.drill.sizing
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tools.gunicorn_server import TIMEOUT_SECONDS, gunicorn
from tools.walk.browser import Browser
from tools.walk.people import load_people
from tools.walk.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from tools.gunicorn_server import Server

WORKERS = 2
ROUNDS = 7
PSS_LINE = re.compile(r"^Pss: +(\d+) kB", re.MULTILINE)


def main() -> int:
    with gunicorn(WORKERS=str(WORKERS), PDFS="1") as server, tempfile.TemporaryDirectory() as name:
        deadline = time.monotonic() + TIMEOUT_SECONDS
        while len(server.workers) < WORKERS and time.monotonic() < deadline:
            time.sleep(0.05)
        short, medium = (walk_to_sheet(server, Path(name), length) for length in ("short", "medium"))
        for what, times, visit in (
            ("a step", 40, lambda: short.fetch("/step/stage")),
            ("“Your questions”", 20, lambda: short.fetch("/questions")),
            ("PDF, about 8 questions", 6, lambda: short.fetch("/sheet.pdf")),
            ("PDF, about 15 questions", 6, lambda: medium.fetch("/sheet.pdf")),
        ):
            sys.stdout.write(f"{what:<26}{cost(server, times, visit)}\n")
        sys.stdout.write("".join(memory(server)))
    return 0


def walk_to_sheet(server: Server, folder: Path, length: str) -> Browser:
    """Walk to a sheet as the first worked person, and return the browser."""
    people = load_people()
    browser = Browser(f"http://127.0.0.1:{server.port}")
    visit = Visit(people, next(iter(people.people.values())), length, browser, folder)
    visit.walk()
    if visit.differs:
        raise SystemExit("; ".join(visit.differs))
    return browser


def cost(server: Server, times: int, ask: Callable[[], object]) -> str:
    """Return the CPU milliseconds per response: median and range over ROUNDS."""
    rounds = []
    for _round in range(ROUNDS):
        before = cpu_seconds(server)
        for _time in range(times):
            ask()
        rounds.append((cpu_seconds(server) - before) * 1000 / times)
    return f"{median(rounds):6.1f} ms ({min(rounds):.1f} to {max(rounds):.1f})"


def cpu_seconds(server: Server) -> float:
    """Return the CPU seconds that all threads of the workers and renderers have used so far."""
    processes = [*server.workers, *server.renderers]
    threads = [each for process in processes for each in Path(f"/proc/{process}/task").glob("*/schedstat")]
    return sum(int(each.read_text("ascii").split()[0]) for each in threads) / 1e9


def memory(server: Server) -> list[str]:
    """Return the proportional set size (PSS) of each process, as lines of text."""
    shares = {}
    named = [("worker", worker) for worker in server.workers]
    named += [("spooler", each) for each in server.spoolers]
    named += [("renderer", each) for each in server.renderers]
    for name, process in [("master", server.process.pid), *named]:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
        shares[f"{name} {process}"] = sum(map(int, PSS_LINE.findall(rollup))) / 1024
    cores = f"{os.cpu_count()} cores"
    lines = [f"{name:<26}{share:6.1f} MB\n" for name, share in shares.items()]
    return [*lines, f"{'all':<26}{sum(shares.values()):6.1f} MB on {cores}\n"]


if __name__ == "__main__":
    sys.exit(main())
