"""The figures of docs/SIZING.md: what pages and sheets cost one copy, and how much memory it takes.

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

from tools.gunicorn_server import PATIENCE, gunicorn
from tools.walk.browser import Browser
from tools.walk.people import load_people
from tools.walk.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from tools.gunicorn_server import Server

WORKERS = 4
ROUNDS = 7
PSS = re.compile(r"^Pss: +(\d+) kB", re.MULTILINE)


def main() -> int:
    with gunicorn(WORKERS=str(WORKERS), PDFS="1") as server, tempfile.TemporaryDirectory() as name:
        until = time.monotonic() + PATIENCE
        while len(server.workers) < WORKERS and time.monotonic() < until:
            time.sleep(0.05)
        short, medium = (visited(server, Path(name), length) for length in ("short", "medium"))
        for what, times, visit in (
            ("a step", 40, lambda: short.fetch("/step/stage")),
            ("“Your questions”", 20, lambda: short.fetch("/questions")),
            ("PDF, about 8 questions", 6, lambda: short.fetch("/sheet.pdf")),
            ("PDF, about 15 questions", 6, lambda: medium.fetch("/sheet.pdf")),
        ):
            sys.stdout.write(f"{what:<26}{cost(server, times, visit)}\n")
        sys.stdout.write("".join(memory(server)))
    return 0


def visited(server: Server, folder: Path, length: str) -> Browser:
    """Let the first of the worked people walk to a sheet, and return their browser."""
    people = load_people()
    browser = Browser(f"http://127.0.0.1:{server.port}")
    visit = Visit(people, people.people["A"], length, browser, folder)
    visit.walk()
    if visit.differs:
        raise SystemExit("; ".join(visit.differs))
    return browser


def cost(server: Server, times: int, ask: Callable[[], object]) -> str:
    """Return the milliseconds of one core for one answer: the median of some rounds, and their range."""
    rounds = []
    for _round in range(ROUNDS):
        before = spent(server)
        for _time in range(times):
            ask()
        rounds.append((spent(server) - before) * 1000 / times)
    return f"{median(rounds):6.1f} ms ({min(rounds):.1f} to {max(rounds):.1f})"


def spent(server: Server) -> float:
    """How many seconds of a core the workers have used so far."""
    nanoseconds = [Path(f"/proc/{one}/schedstat").read_text("ascii").split()[0] for one in server.workers]
    return sum(map(int, nanoseconds)) / 1e9


def memory(server: Server) -> list[str]:
    """Return each process with its share of the memory: what several use together is divided among them."""
    shares = {}
    for name, process in [("master", server.process.pid), *(("worker", one) for one in server.workers)]:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
        shares[f"{name} {process}"] = sum(map(int, PSS.findall(rollup))) / 1024
    cores = f"{os.cpu_count()} cores"
    lines = [f"{name:<26}{share:6.1f} MB\n" for name, share in shares.items()]
    return [*lines, f"{'all':<26}{sum(shares.values()):6.1f} MB on {cores}\n"]


if __name__ == "__main__":
    sys.exit(main())
