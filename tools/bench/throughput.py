"""Clients who download one sheet after the other, each that of another stranger."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from statistics import median, quantiles
from typing import TYPE_CHECKING

from tools.bench.apart import process
from tools.bench.served import OK, cookies, cpu_of, rested_server
from tools.bench.tables import table
from tools.gunicorn_server import Server

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CLIENTS = (8, 32)
MOST_A_SECOND = 100  # for whom cookies are made beforehand
HEAD = ("clients", "PDFs a second", "median, ms", "p99, ms", "refused", "CPU of the server for a PDF, ms")


@dataclass(frozen=True)
class Sustained:
    clients: int
    seconds: float
    wall_times: tuple[float, ...]
    refused: int
    cpu: float = 0.0

    def row(self) -> tuple[str, ...]:
        each = self.wall_times
        return (
            str(self.clients),
            f"{len(each) / self.seconds:.1f}",
            f"{median(each) * 1000:.0f}",
            f"{quantiles(each, n=100, method='inclusive')[98] * 1000:.0f}",
            str(self.refused),
            f"{self.cpu * 1000:.0f}",
        )


def sustained(seconds: float) -> list[Sustained]:
    """Return what each number of clients got, one after the other at the same server."""
    found = []
    with rested_server() as server, process() as elsewhere:
        for clients in CLIENTS:
            own = list(islice(cookies(seed=clients), round(seconds * MOST_A_SECOND)))
            before = cpu_of(server)
            got, refused, taken = elsewhere.submit(download_all, server.port, own, clients, seconds).result()
            cpu = (cpu_of(server) - before) / len(got)
            found.append(Sustained(clients, taken, got, refused, cpu))
    return found


def download_all(
    port: int, own: Sequence[str], clients: int, seconds: float
) -> tuple[tuple[float, ...], int, float]:
    """Return the seconds of each sheet, how many requests were refused, and how long it took in all."""
    people, began = iter(own), time.perf_counter()

    def download() -> list[float | None]:
        got = list[float | None]()
        while time.perf_counter() < began + seconds and (cookie := next(people, None)):
            started = time.perf_counter()
            status = Server(None, port).get("/sheet.pdf", Cookie=cookie).status  # type: ignore[arg-type]
            got.append(time.perf_counter() - started if status == OK else None)
        return got

    with ThreadPoolExecutor(clients) as pool:
        all_of_them = [
            one for each in [pool.submit(download) for _client in range(clients)] for one in each.result()
        ]
    got = tuple(filter(None, all_of_them))
    return got, len(all_of_them) - len(got), time.perf_counter() - began


def sustained_table(found: Iterable[Sustained]) -> str:
    return table(HEAD, (each.row() for each in found))
