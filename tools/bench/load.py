"""Many people who press Download within one second, while somebody fills in forms."""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import cycle, islice
from typing import TYPE_CHECKING

from tools.bench.apart import process
from tools.bench.crowd import Crowd, Pressed, Round
from tools.bench.served import OK, cookies, cpu_of, rested_server
from tools.bench.timings import Timings
from tools.gunicorn_server import Server

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

CROWDS = (1, 8, 32, 50, 200)
WITHIN = 1.0  # seconds in which all press
IDLE_SECONDS = 1.5
PAUSE = 0.01  # seconds between two form pages
FORMS = ("/step/treatment", "/step/stage", "/check")


def crowds(rounds: int) -> list[Crowd]:
    """Let crowds of all sizes press in turn at a server that has just started."""
    found = [Crowd(people) for people in CROWDS]
    with rested_server(GUNICORN_CMD_ARGS="--max-requests 0") as server, process() as elsewhere:
        for number in range(rounds):
            for crowd in found:
                own = list(islice(cookies(seed=1000 * number + crowd.people), crowd.people))
                start = partial(elsewhere.submit, press_all, server.port, own)
                crowd.rounds.append(_round(server, start))
    return found


def _round(server: Server, start: Callable[[], Future[list[Pressed]]]) -> Round:
    deadline, before = time.perf_counter() + IDLE_SECONDS, cpu_of(server)
    idle = walk(server, lambda: time.perf_counter() > deadline)
    page_cpu = (cpu_of(server) - before) / len(idle.wall_times)
    before, pressing, deadline = cpu_of(server), start(), time.perf_counter() + WITHIN
    meanwhile = walk(server, lambda: pressing.done() and time.perf_counter() > deadline)
    cpu = cpu_of(server) - before - page_cpu * len(meanwhile.wall_times)
    return Round(pressing.result(), idle, meanwhile, cpu)


def walk(server: Server, is_over: Callable[[], bool]) -> Timings:
    """Fill in forms until it is over."""
    timings = Timings()
    for path in cycle(FORMS):
        timings.request(server, path)
        if is_over() and len(timings.wall_times) > len(FORMS):
            return timings
        time.sleep(PAUSE)
    raise AssertionError


def press_all(port: int, own: Sequence[str]) -> list[Pressed]:
    """Let people press at random moments; in another process than the one that fills in forms."""
    with ThreadPoolExecutor(len(own)) as people:
        return list(people.map(lambda cookie: press(port, cookie), own))


def press(port: int, cookie: str) -> Pressed:
    """Press until the paper is there, again when Retry-After says so."""
    server = Server(None, port)  # type: ignore[arg-type]  # another process ends it
    time.sleep(random.random() * WITHIN)  # noqa: S311  moments
    began, presses = time.perf_counter(), 1
    while (response := server.get("/sheet.pdf", Cookie=cookie)).status != OK:
        presses += 1
        time.sleep(float(response.headers["Retry-After"]))
    assert response.body.startswith(b"%PDF-")
    return Pressed(time.perf_counter() - began, presses)
