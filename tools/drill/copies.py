"""Copies of the app, each under its own gunicorn. They share only their keys."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from app.settings import ROOT
from tools.gunicorn_server import COMMAND, Server, environment, free_port
from tools.processes import open_files
from tools.waiting import TIMEOUT_SECONDS

if TYPE_CHECKING:
    from pathlib import Path


class DrillError(Exception):
    """A precondition of the drill is not met."""


@dataclass
class Copy:
    """One copy of the app. Its name and port stay the same over restarts."""

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
            raise DrillError(f"{self.name} is not running")
        return self.running

    def start(self, **settings: str) -> float:
        """Start the copy with these settings of the app; return the seconds until it responds."""
        env = environment(BIND=self.address, PROXIES="1", **settings)
        started = time.monotonic()
        with self.log.open("ab") as log:
            # A new session, so that all its processes can be killed together, as in a crash of the host.
            process = subprocess.Popen(
                COMMAND, cwd=ROOT, env=env, stdout=log, stderr=log, start_new_session=True
            )
        self.running = Server(process, self.port)
        while not self.running.is_up():
            if time.monotonic() > started + TIMEOUT_SECONDS:
                raise DrillError(f"{self.name} does not respond")
            time.sleep(0.05)
        return time.monotonic() - started

    def kill(self) -> None:
        """Kill all processes of the copy."""
        os.killpg(self.server.process.pid, signal.SIGKILL)
        self.server.process.wait(TIMEOUT_SECONDS)
        self.running = None

    def stop(self) -> None:
        """Kill the copy if it is running."""
        if self.running is not None and self.running.process.poll() is None:
            self.kill()

    def terminate(self) -> float:
        """Stop the copy with SIGTERM, as in a rolling update; return the seconds until it has exited."""
        started = time.monotonic()
        self.server.process.send_signal(signal.SIGTERM)
        code = self.server.process.wait(TIMEOUT_SECONDS)
        self.running = None
        if code != 0:
            raise DrillError(f"{self.name} exited with {code} on SIGTERM")
        return time.monotonic() - started

    def connections(self) -> int:
        """Return the number of sockets that the workers have open."""
        opened = chain.from_iterable(open_files(worker) for worker in self.server.workers)
        return sum(target.startswith("socket:") for target in opened)
