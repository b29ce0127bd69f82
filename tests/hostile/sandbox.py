"""Sandboxes: command prefixes that restrict a command. They skip the test where they are not available."""

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

CGROUPS = Path("/sys/fs/cgroup")
LIMITS = (("memory", "memory.limit_in_bytes"), (".", "memory.max"))  # cgroups v1 and v2
ENTER_CGROUP = 'echo $$ > "$0" && exec "$@"'
# All mounts are read-only but a small /tmp, where the app puts its fonts for Pango at start.
READ_ONLY_MOUNTS = """
mount -t tmpfs -o size=8m tmpfs /tmp && mount -o remount,bind,ro / || exit 1
mount -t tmpfs -o ro tmpfs /dev/shm || exit 1
exec "$@"
"""


@contextmanager
def memory_limit(size: int) -> Iterator[list[str]]:
    """Limit the memory of all processes of the command together; above it, the kernel kills one."""
    group = CGROUPS / "none"
    for above, limit in LIMITS:
        group = CGROUPS / above / f"question-sheet-{os.getpid()}"
        try:
            group.mkdir()
            (group / limit).write_text(str(size), encoding="ascii")
        except OSError:
            _remove(group)
            continue
        break
    else:
        pytest.skip("no permission to create a cgroup")
    try:
        yield ["sh", "-c", ENTER_CGROUP, str(group / "cgroup.procs")]
    finally:
        _remove(group)


def _remove(group: Path) -> None:
    if group.is_dir():
        group.rmdir()


def read_only_disk() -> list[str]:
    """Make all mounts read-only but a small /tmp, which `fill_tmp` fills."""
    if ROOT.is_relative_to("/tmp"):  # noqa: S108  the folder that is mounted over
        pytest.skip("the project is in /tmp, which is mounted over")
    wrapper = ["unshare", "--mount", "sh", "-c", READ_ONLY_MOUNTS, "sh"]
    try:
        tried = subprocess.run([*wrapper, "true"], capture_output=True, timeout=60, check=False)
    except FileNotFoundError:
        pytest.skip("unshare is not installed")
    if tried.returncode:
        pytest.skip("no permission to mount")
    return wrapper


def fill_tmp(process: int) -> None:
    """Fill the /tmp of a process completely."""
    with (
        contextlib.suppress(OSError),
        Path(f"/proc/{process}/root/tmp/full").open("wb", buffering=0) as file,
    ):
        while file.write(bytes(4096)):
            pass
