"""Which program runs the image here."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tools.image.chrooted import chrooted
from tools.image.contained import contained
from tools.image.container import attempt

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tools.image.container import Container


def engine() -> str:
    """Return ENGINE, or the first program that can run the image. SystemExit if there is none."""
    if named := os.environ.get("ENGINE"):
        return named
    if shutil.which("docker") and attempt("docker", "info").returncode == 0:
        return "docker"
    for name in ("podman", "buildah"):
        if shutil.which(name):
            return name
    raise SystemExit("No docker that runs, no podman and no buildah here.")


@contextmanager
def running(image: str, port: int, settings: Mapping[str, str]) -> Iterator[Container]:
    """Start the image with its app on a port of this machine, and remove the container at the end."""
    name, env = engine(), {"BIND": f"0.0.0.0:{port}", **settings}
    with chrooted(image, env) if name == "buildah" else contained(name, image, port, env) as container:
        yield container
