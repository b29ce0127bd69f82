"""Runs the app under gunicorn with deploy/gunicorn.conf.py, for tests and tools."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import IO, TYPE_CHECKING

from cryptography.fernet import Fernet

from app.environment import NAMES
from app.pdf import spooler
from app.pdf.render_process import QUIET_SECONDS
from app.settings import ROOT
from tools.processes import children, cpu_of_threads, name
from tools.waiting import TIMEOUT_SECONDS, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

APP = "app:create_app()"
COMMAND = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", APP]


@dataclass
class Response:
    """`cookies` is what a browser sends from then on, as a header; "" if none were set."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    cookies: str


@dataclass
class Server:
    """A running gunicorn. `cookie` is sent with every request."""

    process: subprocess.Popen[bytes]
    port: int
    cookie: str = ""

    def get(self, path: str, **headers: str) -> Response:
        """Send a GET request. An incomplete response raises OSError or HTTPException."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_SECONDS)
        try:
            cookie_header = {"Cookie": self.cookie} if self.cookie else {}
            connection.request("GET", path, headers=cookie_header | headers)
            response = connection.getresponse()
            cookies = "; ".join(each.partition(";")[0] for each in response.headers.get_all("Set-Cookie", ()))
            return Response(response.status, dict(response.getheaders()), response.read(), cookies)
        finally:
            connection.close()

    def begin(self) -> None:
        """Look at "Your questions" and keep the cookies: without them, a sheet leads to the start page."""
        self.cookie = self.get("/questions").cookies

    @property
    def workers(self) -> list[int]:
        """The process ids of the workers."""
        return [child for child in children(self.process.pid) if name(child) != spooler.NAME]

    @property
    def spoolers(self) -> list[int]:
        """The process id of the spooler; of two while there are workers of the catalogue before."""
        return [child for child in children(self.process.pid) if name(child) == spooler.NAME]

    @property
    def renderers(self) -> list[int]:
        """The process ids of those that render PDFs: there is one from the start."""
        return [child for each in self.spoolers for child in children(each)]

    def wait_for_workers(self, count: int) -> list[int]:
        """Wait until `count` workers run, and return their process ids."""
        # Before the spooler has its name, it looks like a worker.
        wait_until(lambda: self.spoolers and len(self.workers) >= count, "the workers did not start")
        return self.workers

    def rest(self) -> None:
        """Wait until all blocks are there that are laid out while nobody wants a PDF."""
        before, now = -1.0, cpu_of_threads(self.renderers)
        while now > before:
            time.sleep(2 * QUIET_SECONDS)
            before, now = now, cpu_of_threads(self.renderers)

    def is_up(self) -> bool:
        assert self.process.poll() is None, "gunicorn exited"
        try:
            return self.get("/healthz").status == 200
        except (OSError, HTTPException):
            return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(**settings: str) -> dict[str, str]:
    """Return the current environment without settings of the app, plus a new key and `settings`."""
    inherited = {name: value for name, value in os.environ.items() if name not in NAMES}
    return {**inherited, "SECRET_KEYS": Fernet.generate_key().decode(), **settings}


@contextmanager
def gunicorn(
    log: IO[bytes] | None = None,
    wrapper: Sequence[str] = (),
    also: str = "",
    app: str = APP,
    **settings: str,
) -> Iterator[Server]:
    """Start the app, wait until it responds, and stop it on exit.

    `wrapper` is a command to run it with, `also` another address to listen at, `app` another factory.
    """
    port = free_port()
    env = environment(BIND=",".join(filter(None, (f"127.0.0.1:{port}", also))), **settings)
    process = subprocess.Popen([*wrapper, *COMMAND[:-1], app], cwd=ROOT, env=env, stdout=log, stderr=log)
    server = Server(process, port)
    try:
        wait_until(server.is_up, "gunicorn does not respond")
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(TIMEOUT_SECONDS)
