"""Copies of the app, each a gunicorn of its own; they share nothing but their keys."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.settings import ROOT
from tools.gunicorn_server import COMMAND, PATIENCE, Server, environment, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class DrillError(Exception):
    """Something that the drill needs does not come about; the message says what."""


@dataclass
class Copy:
    """One copy: it keeps its name and its port from one life to the next."""

    name: str
    log: Path
    port: int = field(default_factory=free_port)
    running: Server | None = None

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def server(self) -> Server:
        if self.running is None:
            raise DrillError(f"{self.name} does not run")
        return self.running

    def start(self, **settings: str) -> float:
        """Start it with these settings of the app; return after how many seconds it answers."""
        told = environment(BIND=self.address, PROXIES="1", **settings)
        started = time.monotonic()
        with self.log.open("ab") as log:
            # A session of its own, so that its processes can be killed together, as when a machine goes.
            process = subprocess.Popen(
                COMMAND, cwd=ROOT, env=told, stdout=log, stderr=log, start_new_session=True
            )
        self.running = Server(process, self.port)
        while not self.running.answers():
            if time.monotonic() > started + PATIENCE:
                raise DrillError(f"{self.name} does not answer")
            time.sleep(0.05)
        return time.monotonic() - started

    def kill(self) -> None:
        """End all its processes at once, whatever they do."""
        os.killpg(self.server.process.pid, signal.SIGKILL)
        self.server.process.wait(PATIENCE)
        self.running = None

    def stop(self) -> None:
        """End it, if it runs, when the drill is over."""
        if self.running is not None and self.running.process.poll() is None:
            self.kill()

    def end(self) -> float:
        """Ask it to end, as a roll-out does; return after how many seconds it has done so."""
        asked = time.monotonic()
        self.server.process.send_signal(signal.SIGTERM)
        code = self.server.process.wait(PATIENCE)
        self.running = None
        if code != 0:
            raise DrillError(f"{self.name} ended with {code} when it was asked to end")
        return time.monotonic() - asked

    def connections(self) -> int:
        """How many sockets its workers hold open."""
        return sum(_sockets(worker) for worker in self.server.workers)


def _sockets(process: int) -> int:
    return sum(target.startswith("socket:") for target in _open_files(process))


def _open_files(process: int) -> Iterator[str]:
    folder = f"/proc/{process}/fd"
    for name in os.listdir(folder):  # noqa: PTH208  a folder that changes while it is read
        try:
            yield os.readlink(f"{folder}/{name}")  # noqa: PTH115  the same
        except FileNotFoundError:
            continue
