"""Runs gunicorn with deploy/gunicorn.conf.py and captures its console output."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet

from app.settings import ROOT
from tests.catalogues import JOURNEY_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TIMEOUT_SECONDS = 60


@dataclass(frozen=True)
class Server:
    port: int
    console: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def said(self) -> list[str]:
        return self.console.read_text(encoding="utf-8").splitlines()

    def ask(self, method: str, path: str, headers: dict[str, str], body: bytes = b"") -> int:
        """Send a request and return the status of the response."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_SECONDS)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            answer.read()
        finally:
            connection.close()
        return answer.status

    def send(self, raw: bytes) -> bytes:
        """Send raw bytes and return the first part of the response."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=TIMEOUT_SECONDS) as connection:
            connection.sendall(raw)
            return connection.recv(4096)


@contextmanager
def serving(app: str, folder: Path) -> Iterator[Server]:
    """Start a server, wait until it responds, and stop it on exit."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        server = Server(taken.getsockname()[1], folder / "console.txt")
    settings = {"BIND": server.address.removeprefix("http://"), "WORKERS": "1"}
    environment = {**os.environ, **settings, "SECRET_KEYS": Fernet.generate_key().decode()}
    environment["QUESTIONS_FILE"] = str(JOURNEY_FILE)
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", app]
    with server.console.open("wb") as console:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=console, stderr=console)
        try:
            _wait(server, process)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=TIMEOUT_SECONDS)


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    for _try in range(TIMEOUT_SECONDS * 10):
        assert process.poll() is None, server.said()
        try:
            server.ask("GET", "/healthz", {})
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server does not respond")
