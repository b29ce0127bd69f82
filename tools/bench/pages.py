"""Response times of pages relative to a minimal app, PDFs per second, and form pages under load."""

from __future__ import annotations

import secrets
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from statistics import median, quantiles
from threading import Event
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet
from flask import Flask, Response, request

from app.settings import ROOT
from app.web.session_cookies import CookieSessions
from app.web.session_data import Session, SessionData
from tools.bench.cost import cpu_seconds, process_tree
from tools.gunicorn_server import Server, free_port, gunicorn
from tools.walk.people import load_people

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tools.walk.people import People

KEY = Fernet.generate_key().decode()
HELLO_COMMAND = [
    sys.executable, "-m", "gunicorn", "-w", "4", "-k", "sync", "--preload", "--no-control-socket",
]  # fmt: skip
PATHS = {
    "bare hello": "/", "start page": "/", "a step": "/step/treatment", "check your answers": "/check",
    "your questions": "/questions", "your sheet": "/sheet", "ready": "/ready",
    "the sheet as a page": "/sheet/page", "questions for a message": "/sheet/message",
    "plain text": "/sheet.txt",
}  # fmt: skip
CLIENTS = (1, 2, 8, 32)


def cookie() -> str:
    """Return the cookie of another visitor, with the answers of a worked person and the medium list."""
    people = _people()
    answers = {**next(iter(people.people.values())).answers, "length": ("medium",)}
    response = Response()
    data = SessionData(token=secrets.token_urlsafe(16), answers=answers, seen=answers)
    with Flask(__name__).test_request_context():
        CookieSessions((KEY,), people.catalogue.name).save(Session(data), request, response)
    return response.headers["Set-Cookie"].partition(";")[0]


@cache
def _people() -> People:
    return load_people()


@contextmanager
def hello_server() -> Iterator[Server]:
    port = free_port()
    process = subprocess.Popen([*HELLO_COMMAND, "-b", f"127.0.0.1:{port}", "tools.bench.hello:app"], cwd=ROOT)
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
class Timings:
    """Response times of one page in seconds, the number of 503 responses, and CPU seconds per request."""

    wall_times: list[float] = field(default_factory=list)
    busy: int = 0
    cpu: float = 0.0

    def request(self, server: Server, path: str, **headers: str) -> None:
        began = time.perf_counter()
        status = server.get(path, **headers).status
        if status == 503:
            self.busy += 1
        else:
            self.wall_times.append(time.perf_counter() - began)

    @property
    def median_ms(self) -> float:
        return median(self.wall_times) * 1000

    @property
    def p99_ms(self) -> float:
        return quantiles(self.wall_times, n=100)[98] * 1000


def pages_table(times: int) -> str:
    """Return a Markdown table of all pages relative to the minimal app, requested in turn."""
    with our_server() as ours, hello_server() as bare:
        servers = {name: bare if name == "bare hello" else ours for name in PATHS}
        timings = {name: Timings() for name in PATHS}
        for name, path in PATHS.items():
            servers[name].get(path)
        for _time in range(times):
            for name, path in PATHS.items():
                timings[name].request(servers[name], path)
        for name, path in PATHS.items():
            timings[name].cpu = _cpu(servers[name], path, times)
    base = timings["bare hello"]
    lines = ["| page | time, ms | ratio | CPU of the server, ms | ratio |", "|---|---|---|---|---|"]
    for name, each in timings.items():
        ratios = f"{each.median_ms / base.median_ms:.1f}", f"{each.cpu / base.cpu:.1f}"
        lines.append(f"| {name} | {each.median_ms:.1f} | {ratios[0]} | {each.cpu * 1000:.1f} | {ratios[1]} |")
    return "\n".join(lines)


def _cpu(server: Server, path: str, times: int) -> float:
    before = cpu_seconds(process_tree(server.process.pid))
    for _time in range(times):
        server.get(path)
    return (cpu_seconds(process_tree(server.process.pid)) - before) / times


def throughput_table(length: float) -> str:
    """Return a Markdown table of PDFs per second by the number of concurrent clients."""
    lines = [
        "| people | PDFs a second | median, ms | p99, ms | asked to wait, of 100 |",
        "|---|---|---|---|---|",
    ]
    with our_server() as server:
        for people in CLIENTS:
            timings = _print_in_parallel(server, people, length)
            total = len(timings.wall_times) + timings.busy
            lines.append(
                f"| {people} | {len(timings.wall_times) / length:.1f} "
                f"| {timings.median_ms:.0f} | {timings.p99_ms:.0f} | {100 * timings.busy / total:.0f} |"
            )
    return "\n".join(lines)


def _print_in_parallel(server: Server, people: int, length: float) -> Timings:
    cookies = [cookie() for _person in range(people)]
    timings, deadline = Timings(), time.perf_counter() + length

    def print_pdfs(own: str) -> None:
        while time.perf_counter() < deadline:
            busy = timings.busy
            timings.request(server, "/sheet.pdf", Cookie=own)
            if timings.busy > busy:
                time.sleep(0.2)  # a real client would wait longer

    with ThreadPoolExecutor(people) as pool:
        for each in [pool.submit(print_pdfs, own) for own in cookies]:
            each.result()
    return timings


def forms_under_load(times: int, people: int = 8) -> str:
    """Return a Markdown table of response times of a form page, idle and while `people` clients make PDFs."""
    with our_server() as server:
        idle = _form_timings(server, times)
        done = Event()
        with ThreadPoolExecutor(people) as pool:
            printing = [pool.submit(_print_until(done, server, cookie())) for _person in range(people)]
            loaded = _form_timings(server, times)
            done.set()
            for each in printing:
                each.result()
    return (
        "| | median, ms | p99, ms |\n|---|---|---|\n"
        f"| nobody prints | {idle.median_ms:.1f} | {idle.p99_ms:.1f} |\n"
        f"| {people} people print | {loaded.median_ms:.1f} | {loaded.p99_ms:.1f} |\n"
        f"| ratio | {loaded.median_ms / idle.median_ms:.1f} | {loaded.p99_ms / idle.p99_ms:.1f} |"
    )


def _form_timings(server: Server, times: int) -> Timings:
    timings = Timings()
    for _time in range(times):
        timings.request(server, "/step/treatment")
    return timings


def _print_until(done: Event, server: Server, own: str) -> Callable[[], None]:
    def print_pdfs() -> None:
        while not done.is_set():
            if server.get("/sheet.pdf", Cookie=own).status == 503:
                time.sleep(0.2)

    return print_pdfs
