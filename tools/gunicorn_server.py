"""The app as a host runs it: gunicorn with our settings, in processes of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import IO, TYPE_CHECKING

from cryptography.fernet import Fernet

from app.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

COMMAND = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "app:create_app()"]
PATIENCE = 60  # seconds; only a fault takes that long


@dataclass
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Server:
    """A running gunicorn: the process of its master, its port, and the cookie to send it, if any."""

    process: subprocess.Popen[bytes]
    port: int
    cookie: str = ""

    def get(self, path: str, **headers: str) -> Answer:
        """Ask once; an answer that breaks off raises OSError or HTTPException."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            kept = {"Cookie": self.cookie} if self.cookie else {}
            connection.request("GET", path, headers=kept | headers)
            response = connection.getresponse()
            return Answer(response.status, dict(response.getheaders()), response.read())
        finally:
            connection.close()

    @property
    def workers(self) -> list[int]:
        """The process numbers of the workers."""
        children = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        with open(children, encoding="ascii") as file:  # noqa: PTH123  not a file to join paths with
            return [int(number) for number in file.read().split()]

    def all_workers(self, count: int) -> list[int]:
        """Wait until there are so many workers, and return their process numbers."""
        until = time.monotonic() + PATIENCE
        while len(self.workers) < count:
            assert time.monotonic() < until, "the workers do not come"
            time.sleep(0.05)
        return self.workers

    def answers(self) -> bool:
        assert self.process.poll() is None, "gunicorn ended"
        try:
            return self.get("/healthz").status == 200
        except OSError:
            return False


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def environment(**settings: str) -> dict[str, str]:
    """Return our own environment without its settings of the app, with a new key and these."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("SECRET", "APP_"))}
    return {**outside, "SECRET_KEYS": Fernet.generate_key().decode(), **settings}


@contextmanager
def gunicorn(log: IO[bytes] | None = None, inside: Sequence[str] = (), **settings: str) -> Iterator[Server]:
    """Start the app, wait until it answers, and stop it at the end. `inside` is a command that runs it."""
    port = free_port()
    told = environment(BIND=f"127.0.0.1:{port}", **settings)
    process = subprocess.Popen([*inside, *COMMAND], cwd=ROOT, env=told, stdout=log, stderr=log)
    server = Server(process, port)
    try:
        until = time.monotonic() + PATIENCE
        while not server.answers():
            assert time.monotonic() < until, "gunicorn does not answer"
            time.sleep(0.05)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)
