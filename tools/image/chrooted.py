"""Runs the image with namespaces and chroot, where buildah is all there is. It needs root."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tools.image.container import attempt, output
from tools.waiting import TIMEOUT_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SCRIPT = Path(__file__).with_name("chroot.sh")


@dataclass(frozen=True)
class Chrooted:
    process: subprocess.Popen[bytes]

    @property
    def first(self) -> int:
        """The process id, seen from here, of the first process inside."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return int(children.read_text(encoding="ascii").split()[0])

    def send(self, name: str) -> None:
        os.kill(self.first, signal.Signals[f"SIG{name}"])

    def wait(self) -> int:
        return self.process.wait(TIMEOUT_SECONDS)

    def inside(self, *command: str) -> subprocess.CompletedProcess[str]:
        return attempt("nsenter", f"--target={self.first}", "--mount", "--pid", "--root", *command)


@contextmanager
def chrooted(image: str, env: Mapping[str, str]) -> Iterator[Chrooted]:
    """Start the command of the image on its root, as the image says, and remove the copy of it at the end."""
    config = json.loads(output("buildah", "inspect", "--type", "image", image))["Docker"]["config"]
    variables = [*config["Env"], *(f"{name}={value}" for name, value in env.items())]
    working = output("buildah", "from", image)
    root = output("buildah", "mount", working)
    command = ["sh", str(SCRIPT), root, config["User"], config["WorkingDir"], *variables, *config["Cmd"]]
    process = subprocess.Popen(["unshare", "--mount", "--pid", "--fork", "--kill-child", *command])
    try:
        yield Chrooted(process)
    finally:
        process.kill()
        process.wait()
        output("buildah", "rm", working)
