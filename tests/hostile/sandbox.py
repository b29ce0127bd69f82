"""Narrow rooms to run a command in. Each is a command that runs another, or skips the test with a reason."""

from __future__ import annotations

import contextlib
import os
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

GROUPS = Path("/sys/fs/cgroup")
LIMITS = (("memory", "memory.limit_in_bytes"), (".", "memory.max"))  # control groups of version 1 and 2
ENTER = 'echo $$ > "$0" && exec "$@"'
# Every disk reads only, but for a /tmp of a few MiB: at start the fonts are put there, for Pango to find.
NO_DISK = """
mount -t tmpfs -o size=8m tmpfs /tmp && mount -o remount,bind,ro / || exit 1
mount -t tmpfs -o ro tmpfs /dev/shm || exit 1
exec "$@"
"""


@contextmanager
def of_memory(size: int) -> Iterator[list[str]]:
    """Let all processes of the command together have so many bytes; more, and the kernel ends one."""
    group = GROUPS / "none"
    for above, limit in LIMITS:
        group = GROUPS / above / f"question-sheet-{os.getpid()}"
        try:
            group.mkdir()
            (group / limit).write_text(str(size), encoding="ascii")
        except OSError:
            _leave(group)
            continue
        break
    else:
        pytest.skip("this user may make no control group, so the memory cannot be limited")
    try:
        yield ["sh", "-c", ENTER, str(group / "cgroup.procs")]
    finally:
        _leave(group)


def _leave(group: Path) -> None:
    if group.is_dir():
        group.rmdir()


def without_a_disk() -> list[str]:
    """Let the command write nowhere but to a small /tmp, which `fill` fills."""
    if ROOT.is_relative_to("/tmp"):  # noqa: S108  the folder that is covered
        pytest.skip("the project lies in /tmp, which the small one would cover")
    inside = ["unshare", "--mount", "sh", "-c", NO_DISK, "sh"]
    try:
        tried = subprocess.run([*inside, "true"], capture_output=True, timeout=60, check=False)
    except FileNotFoundError:
        pytest.skip("there is no unshare here, so the disk cannot be taken away")
    if tried.returncode:
        pytest.skip("this user may mount nothing, so the disk cannot be taken away")
    return inside


def fill(process: int) -> None:
    """Fill the /tmp that a process sees to the last byte."""
    with (
        contextlib.suppress(OSError),
        Path(f"/proc/{process}/root/tmp/full").open("wb", buffering=0) as file,
    ):
        while file.write(bytes(4096)):
            pass
