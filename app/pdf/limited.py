"""Runs a function in a process of its own, which can use little memory and time and reach nothing."""

from __future__ import annotations

import json
import logging
import os
import resource
import select
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app.pdf.forked import fork

if TYPE_CHECKING:
    from collections.abc import Callable

MORE_MEMORY: Final = 64 << 20  # bytes, beyond what this process has
CPU_SECONDS, WALL_SECONDS = 1, 4.0
# Bytes of JSON. The 190 texts of the largest sheet have 760 kB in Cyrillic if all are of MOST_CHARACTERS.
MOST_RESULT: Final = 1 << 20
CHUNK = 64 << 10
STATM = Path("/proc/self/statm")


class LimitError(Exception):
    """The function failed, or it needed more than it may have."""


def run_limited(task: Callable[[], object]) -> Any:
    """Return what a task returns, as far as JSON has it. Raises LimitError, and nothing else of its own.

    The process is a fork: no program is started, and nothing is read but what the task holds. It is always
    gone when this returns. What comes from it is JSON that a hostile file may have made.
    """
    reading, writing = os.pipe()
    try:
        child = fork(lambda: _work(task, writing), keep={writing})
    except BaseException:
        os.close(reading)
        raise
    finally:
        os.close(writing)
    try:
        answer = _answer(reading, time.monotonic() + WALL_SECONDS)
    finally:
        os.close(reading)
        ended_well = _end(child)
    if answer is None or not ended_well:
        raise LimitError
    try:
        return json.loads(answer.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        raise LimitError from None


def _work(task: Callable[[], object], writing: int) -> None:
    signal.alarm(int(WALL_SECONDS))  # in case the process that waits for it is killed meanwhile
    _limit()
    # Letters as they are: an escape has up to three times the bytes. A PDF may hold half a surrogate pair.
    _write(writing, json.dumps(task(), ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _limit() -> None:
    """Leave little memory and time, and nothing to open."""
    limits = {resource.RLIMIT_CPU: CPU_SECONDS, resource.RLIMIT_FSIZE: 0, resource.RLIMIT_CORE: 0}
    if STATM.exists():  # else on macOS, which does not hold this limit
        limits[resource.RLIMIT_AS] = _memory() + MORE_MEMORY
    limits[resource.RLIMIT_NOFILE] = 0
    for kind, most in limits.items():
        resource.setrlimit(kind, (most, most))
    # Libraries log what is wrong with a file, in words from the file.
    logging.disable()
    sys.setrecursionlimit(1000)


def _memory() -> int:
    pages = int(STATM.read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()


def _write(pipe: int, data: bytes) -> None:
    while data:
        data = data[os.write(pipe, data) :]


def _answer(pipe: int, until: float) -> bytes | None:
    """Return what comes through the pipe; None if it takes too long or is too long."""
    found = b""
    while (left := until - time.monotonic()) > 0 and select.select([pipe], [], [], left)[0]:
        chunk = os.read(pipe, CHUNK)
        if not chunk:
            return found
        found += chunk
        if len(found) > MOST_RESULT:
            return None
    return None


def _end(child: int) -> bool:
    """End the child, if it did not by itself, and return whether it ended well."""
    with suppress(ProcessLookupError, ChildProcessError):  # where the system reaps children by itself
        os.kill(child, signal.SIGKILL)
        return os.waitpid(child, 0)[1] == 0
    return False
