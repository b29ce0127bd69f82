"""Our pages against a bare "hello", sheets by the second, and the forms while others print."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median, quantiles
from threading import Event
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet
from flask import Response

from app.settings import ROOT
from app.web.session_cookies import CookieSessions, Session, SessionData
from tools.bench.cost import family, seconds
from tools.gunicorn_server import Server, free_port, gunicorn
from tools.walk.people import load_people

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KEY = Fernet.generate_key().decode()
HELLO = [sys.executable, "-m", "gunicorn", "-w", "4", "-k", "sync", "--preload", "--no-control-socket"]
PATHS = {
    "bare hello": "/", "start page": "/", "a step": "/step/treatment", "check your answers": "/check",
    "your questions": "/questions", "your sheet": "/sheet", "ready": "/ready",
    "the sheet as a page": "/sheet/page", "plain text": "/sheet.txt",
}  # fmt: skip
CLIENTS = (1, 2, 8, 32)


def cookie() -> str:
    """Return the cookie of a worked person who wants the medium list."""
    answers = {**load_people().people["A"].answers, "length": ("medium",)}
    response = Response()
    CookieSessions((KEY,)).save(Session(SessionData(answers=answers)), response, secure=False)
    return response.headers["Set-Cookie"].partition(";")[0]


@contextmanager
def hello_server() -> Iterator[Server]:
    port = free_port()
    process = subprocess.Popen([*HELLO, "-b", f"127.0.0.1:{port}", "tools.bench.hello:app"], cwd=ROOT)
    server = Server(process, port)
    while not _is_up(server):
        time.sleep(0.05)
    try:
        yield server
    finally:
        process.terminate()
        process.wait()


def _is_up(server: Server) -> bool:
    try:
        return server.get("/").status == 200
    except OSError:
        return False


@contextmanager
def our_server() -> Iterator[Server]:
    with gunicorn(SECRET_KEYS=KEY) as server:
        server.cookie = cookie()
        yield server


@dataclass
class Timed:
    """Seconds of many answers of one kind, and how many were a polite refusal."""

    walls: list[float] = field(default_factory=list)
    busy: int = 0
    cpu: float = 0.0

    def ask(self, server: Server, path: str) -> None:
        began = time.perf_counter()
        status = server.get(path).status
        if status == 503:
            self.busy += 1
        else:
            self.walls.append(time.perf_counter() - began)

    @property
    def middle(self) -> float:
        return median(self.walls) * 1000

    @property
    def p99(self) -> float:
        return quantiles(self.walls, n=100)[98] * 1000


def pages_table(times: int) -> str:
    """Return each kind of page against the hello: both are asked in turn, so that noise falls on both."""
    with our_server() as ours, hello_server() as bare:
        servers = {name: bare if name == "bare hello" else ours for name in PATHS}
        timed = {name: Timed() for name in PATHS}
        for name, path in PATHS.items():
            servers[name].get(path)
        for _time in range(times):
            for name, path in PATHS.items():
                timed[name].ask(servers[name], path)
        for name, path in PATHS.items():
            timed[name].cpu = _cpu(servers[name], path, times)
    base = timed["bare hello"]
    lines = ["| page | time, ms | ratio | CPU of the server, ms | ratio |", "|---|---|---|---|---|"]
    for name, each in timed.items():
        ratios = f"{each.middle / base.middle:.1f}", f"{each.cpu / base.cpu:.1f}"
        lines.append(f"| {name} | {each.middle:.1f} | {ratios[0]} | {each.cpu * 1000:.1f} | {ratios[1]} |")
    return "\n".join(lines)


def _cpu(server: Server, path: str, times: int) -> float:
    before = seconds(family(server.process.pid))
    for _time in range(times):
        server.get(path)
    return (seconds(family(server.process.pid)) - before) / times


def throughput_table(length: float) -> str:
    """Return sheets by the second for some numbers of people who print without a pause."""
    lines = [
        "| people | PDFs a second | median, ms | p99, ms | asked to wait, of 100 |",
        "|---|---|---|---|---|",
    ]
    with our_server() as server:
        for people in CLIENTS:
            timed = _all_print(server, people, length)
            asked = len(timed.walls) + timed.busy
            lines.append(
                f"| {people} | {len(timed.walls) / length:.1f} | {timed.middle:.0f} | {timed.p99:.0f} "
                f"| {100 * timed.busy / asked:.0f} |"
            )
    return "\n".join(lines)


def _all_print(server: Server, people: int, length: float) -> Timed:
    timed, until = Timed(), time.perf_counter() + length

    def prints() -> None:
        while time.perf_counter() < until:
            busy = timed.busy
            timed.ask(server, "/sheet.pdf")
            if timed.busy > busy:
                time.sleep(0.2)  # a person would wait longer

    with ThreadPoolExecutor(people) as crowd:
        for each in [crowd.submit(prints) for _person in range(people)]:
            each.result()
    return timed


def forms_under_load(times: int, people: int = 8) -> str:
    """Return the p99 of a form page while nobody prints, and while some print without a pause."""
    with our_server() as server:
        idle = _asked(server, times)
        done = Event()
        with ThreadPoolExecutor(people) as crowd:
            printing = [crowd.submit(_until(done, server)) for _person in range(people)]
            loaded = _asked(server, times)
            done.set()
            for each in printing:
                each.result()
    return (
        f"| | median, ms | p99, ms |\n|---|---|---|\n| nobody prints | {idle.middle:.1f} | {idle.p99:.1f} |\n"
        f"| {people} people print | {loaded.middle:.1f} | {loaded.p99:.1f} |\n"
        f"| ratio | {loaded.middle / idle.middle:.1f} | {loaded.p99 / idle.p99:.1f} |"
    )


def _asked(server: Server, times: int) -> Timed:
    timed = Timed()
    for _time in range(times):
        timed.ask(server, "/step/treatment")
    return timed


def _until(done: Event, server: Server) -> Callable[[], None]:
    def prints() -> None:
        while not done.is_set():
            if server.get("/sheet.pdf").status == 503:
                time.sleep(0.2)

    return prints
