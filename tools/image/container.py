"""What the checks need of a container, whichever program runs it."""

from __future__ import annotations

import subprocess
from typing import Protocol


class Container(Protocol):
    def send(self, name: str) -> None:
        """Send a signal such as "HUP" to the first process."""

    def wait(self) -> int:
        """Wait until the container has ended, and return its exit status."""

    def inside(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command as root in the container."""


def output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def attempt(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)
