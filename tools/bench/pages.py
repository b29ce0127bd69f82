"""What pages cost relative to a minimal app, and how large they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tools.bench.served import cpu_of, hello_server, page_of, rested_server
from tools.bench.tables import table
from tools.bench.timings import Timings

if TYPE_CHECKING:
    from tools.gunicorn_server import Server

HELLO, STEP, QUESTIONS = "bare hello", "a step", "your questions"
PATHS = {
    HELLO: "/", "start page": "/", STEP: "/step/treatment", "check your answers": "/check",
    QUESTIONS: "/questions", "your sheet": "/sheet", "ready": "/ready",
    "the sheet as a page": "/sheet/page", "questions for a message": "/sheet/message",
    "plain text": "/sheet.txt",
}  # fmt: skip
ROUNDS = 10
WARM_UP = 10  # so that each worker has had it
HEAD = ("page", "CPU, ratio", "time, ratio", "CPU, ms", "time, ms", "as it is, kB", "on the wire, kB")


@dataclass
class Page:
    """What a page takes: response times, processor seconds of the server, bytes without and with gzip."""

    timings: Timings = field(default_factory=Timings)
    cpu: float = 0.0
    plain: int = 0
    packed: int = 0


def pages(times: int) -> dict[str, Page]:
    """Request each page `times` times for each of its two figures, in turn."""
    found = {name: Page() for name in PATHS}
    with rested_server() as ours, hello_server() as bare:
        servers = {name: bare if name == HELLO else ours for name in PATHS}
        for name, path in PATHS.items():
            for _time in range(WARM_UP):
                page_of(servers[name], path)
            found[name].plain = len(servers[name].get(path).body)
            found[name].packed = len(page_of(servers[name], path).body)
        for _time in range(times):
            for name, path in PATHS.items():
                found[name].timings.request(servers[name], path)
        for _round in range(ROUNDS):
            for name, path in PATHS.items():
                found[name].cpu += _cpu(servers[name], path, max(1, times // ROUNDS)) / ROUNDS
    return found


def _cpu(server: Server, path: str, times: int) -> float:
    before = cpu_of(server)
    for _time in range(times):
        page_of(server, path)
    return (cpu_of(server) - before) / times


def pages_table(found: dict[str, Page]) -> str:
    base = found[HELLO]
    return table(
        HEAD,
        (
            (
                name,
                f"{each.cpu / base.cpu:.1f}",
                f"{each.timings.median_ms / base.timings.median_ms:.1f}",
                f"{each.cpu * 1000:.2f}",
                f"{each.timings.median_ms:.1f}",
                f"{each.plain / 1000:.1f}",
                f"{each.packed / 1000:.1f}",
            )
            for name, each in found.items()
        ),
    )
