"""Servers to measure: ours as deployed, and a minimal one; and people who ask them for pages."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from app.content.load import load
from app.settings import QUESTIONS, ROOT
from tools.bench.apart import KEY
from tools.bench.strangers import strangers
from tools.gunicorn_server import Response, Server, free_port, gunicorn
from tools.processes import cpu_of_threads, process_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content import Catalogue

HELLO_COMMAND = [
    sys.executable, "-m", "gunicorn", "-w", "4", "-k", "sync", "--preload", "--no-control-socket",
]  # fmt: skip
GZIP = {"Accept-Encoding": "gzip"}  # as browsers send it
OK = 200


@cache
def catalogue() -> Catalogue:
    return load(QUESTIONS).catalogue


def cookies(seed: int) -> Iterator[str]:
    """Yield the cookies of strangers with medium lists; seeds are other people."""
    return (each.cookie(KEY, catalogue()) for each in strangers(catalogue(), seed=seed))


@contextmanager
def our_server(**settings: str) -> Iterator[Server]:
    """Run the app; requests without cookies of their own are those of a stranger who has seen their list.

    The first look at it is kept in the cookies. A browser sends them back, so each later look costs less.
    """
    with Path(os.devnull).open("wb") as log, gunicorn(log, SECRET_KEYS=KEY, **settings) as server:
        server.cookie = next(cookies(seed=-1))
        server.begin()
        yield server


@contextmanager
def rested_server(**settings: str) -> Iterator[Server]:
    """Run the app, and wait until blocks are laid out ahead."""
    with our_server(**settings) as server:
        server.rest()
        yield server


@contextmanager
def hello_server() -> Iterator[Server]:
    port = free_port()
    command = [*HELLO_COMMAND, "-b", f"127.0.0.1:{port}", "tools.bench.hello:app"]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
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
        return server.get("/").status == OK
    except OSError:
        return False


def page_of(server: Server, path: str, **headers: str) -> Response:
    """Return a page, which must be that page, and not a redirect to another."""
    response = server.get(path, **GZIP, **headers)
    if response.status != OK:
        raise SystemExit(f"{path} answers {response.status}")
    return response


def cpu_of(server: Server) -> float:
    """Return the processor seconds of all its processes so far."""
    return cpu_of_threads(process_tree(server.process.pid))
