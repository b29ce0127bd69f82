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
import warnings
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

MORE_MEMORY: Final = 64 << 20  # bytes, beyond what this process has
CPU_SECONDS, WALL_SECONDS = 1, 4.0
MOST_RESULT: Final = 256 << 10  # bytes of JSON
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
    child = _fork(task, reading, writing)
    try:
        os.close(writing)
        answer = _answer(reading, time.monotonic() + WALL_SECONDS)
    finally:
        os.close(reading)
        ended_well = _end(child)
    if answer is None or not ended_well:
        raise LimitError
    try:
        return json.loads(answer)
    except (ValueError, RecursionError):
        raise LimitError from None


def _fork(task: Callable[[], object], reading: int, writing: int) -> int:
    # Signals wait until the child has dropped the handlers of a worker, which are not for it.
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        with warnings.catch_warnings():
            # Python warns of threads: Pango has some, but the child calls nothing of Pango.
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
        if child == 0:
            _work(task, reading, writing)
    except BaseException:
        os.close(reading)
        os.close(writing)
        raise
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    return child


def _work(task: Callable[[], object], reading: int, writing: int) -> NoReturn:
    """Run the task as the child, and end it without the clean-up of the process that it was forked from."""
    status = 1
    try:
        os.close(reading)
        _drop_handlers()
        _limit(writing)
        _write(writing, json.dumps(task()).encode())
        status = 0
    finally:
        os._exit(status)


def _drop_handlers() -> None:
    signal.set_wakeup_fd(-1)  # gunicorn's pipe, which the fork shares
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_DFL)
    signal.alarm(int(WALL_SECONDS))  # in case the worker is killed meanwhile
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


def _limit(writing: int) -> None:
    """Leave nothing open but the pipe, and nothing to open."""
    limits = {resource.RLIMIT_CPU: CPU_SECONDS, resource.RLIMIT_FSIZE: 0, resource.RLIMIT_CORE: 0}
    if STATM.exists():  # else on macOS, which does not hold this limit
        limits[resource.RLIMIT_AS] = _memory() + MORE_MEMORY
    limits[resource.RLIMIT_NOFILE] = 0
    os.closerange(0, writing)
    os.closerange(writing + 1, os.sysconf("SC_OPEN_MAX"))
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
