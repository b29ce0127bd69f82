"""Runs the image with docker or podman as a host does: read-only, without capabilities, with a small /tmp."""

from __future__ import annotations

import os
import shlex
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.image.container import attempt, output

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator, Mapping

HARDENED = "--read-only --tmpfs /tmp:size=16m,mode=1777 --cap-drop ALL --security-opt no-new-privileges"


@dataclass(frozen=True)
class Contained:
    program: str
    name: str

    def send(self, name: str) -> None:
        output(self.program, "kill", "--signal", name, self.name)

    def wait(self) -> int:
        return int(output(self.program, "wait", self.name))

    def inside(self, *command: str) -> subprocess.CompletedProcess[str]:
        return attempt(self.program, "exec", "--user", "0", self.name, *command)


@contextmanager
def contained(program: str, image: str, port: int, env: Mapping[str, str]) -> Iterator[Contained]:
    """Start a container whose app listens on a port, and remove it at the end.

    RUN_OPTIONS are more options for the program, where a machine needs them.
    """
    options = [*shlex.split(HARDENED), *shlex.split(os.environ.get("RUN_OPTIONS", ""))]
    variables = [f"--env={name}={value}" for name, value in env.items()]
    published = f"--publish=127.0.0.1:{port}:{port}"
    name = output(program, "run", "--detach", published, *options, *variables, image)
    try:
        yield Contained(program, name)
    finally:
        output(program, "rm", "--force", name)
