"""How many PDFs are made at once, over all workers of a machine: the forms must go on while people print."""

from __future__ import annotations

import fcntl
import os
import signal
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

WAITING = 1  # how many more may wait for a turn; each of them keeps a worker from the forms
PATIENCE = 2.0  # seconds
GLANCE = 0.01


class BusyError(Exception):
    """Too many sheets are being made; `again_in` seconds later there may be a turn."""

    again_in = 5


class Turns:
    """Turns that workers take. Make it before they fork.

    A turn is a lock of the operating system on one byte of an unnamed file in memory. It ends with its
    process, so a worker that is killed takes no turn with it.
    """

    def __init__(self, at_once: int, waiting: int = WAITING, patience: float = PATIENCE) -> None:
        self._file = _unnamed_file()
        self._turns, self._places = range(at_once), range(at_once, at_once + waiting)
        self._patience = patience

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold a turn for as long as the block takes. Raises BusyError if none comes free soon."""
        byte = self._taken(self._turns)
        if byte is None:
            byte = self._waited()
        try:
            yield
        finally:
            self._give_back(byte)

    def _waited(self) -> int:
        place = self._taken(self._places)
        if place is None:
            raise BusyError
        try:
            until = time.monotonic() + self._patience
            while time.monotonic() < until:
                time.sleep(GLANCE)
                if (byte := self._taken(self._turns)) is not None:
                    return byte
            raise BusyError
        finally:
            self._give_back(place)

    def _taken(self, among: range) -> int | None:
        for byte in among:
            try:
                fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)
            except (BlockingIOError, PermissionError):
                continue
            return byte
        return None

    def _give_back(self, byte: int) -> None:
        fcntl.lockf(self._file, fcntl.LOCK_UN, 1, byte)


def _unnamed_file() -> int:
    if hasattr(os, "memfd_create"):
        return os.memfd_create("turns")
    descriptor, name = tempfile.mkstemp()
    Path(name).unlink()
    return descriptor


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in a block that takes longer. Outside the main thread there is no limit."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"not done after {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
