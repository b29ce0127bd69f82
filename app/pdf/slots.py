"""Limits how many PDFs are rendered at once, over all workers of a machine, so that the forms keep going."""

from __future__ import annotations

import fcntl
import os
import tempfile
import time
import weakref
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_WAITING = 1  # each request that waits for a slot keeps one worker from serving the forms
MAX_WAIT_SECONDS = 2.0
POLL_SECONDS = 0.01


class BusyError(Exception):
    """Too many PDFs are being rendered; a slot may be free after `retry_after` seconds."""

    retry_after = 5


class RenderSlots:
    """Slots that worker processes share. Create it before they fork.

    A slot is a lock on one byte of an unnamed file in memory. The kernel releases it with its process, so
    a worker that is killed does not keep its slot.
    """

    def __init__(
        self, slots: int, waiting: int = MAX_WAITING, max_wait_seconds: float = MAX_WAIT_SECONDS
    ) -> None:
        self._file = _unnamed_file()
        weakref.finalize(self, os.close, self._file)
        # The first bytes are the slots, the next ones the places of those that wait.
        self._slots, self._places = range(slots), range(slots, slots + waiting)
        self._max_wait_seconds = max_wait_seconds

    @contextmanager
    def acquire(self) -> Iterator[None]:
        """Hold a slot for the block. Raises BusyError if none becomes free in time."""
        byte = self._try_acquire(self._slots)
        if byte is None:
            byte = self._wait()
        try:
            yield
        finally:
            self._release(byte)

    def _wait(self) -> int:
        place = self._try_acquire(self._places)
        if place is None:
            raise BusyError
        try:
            until = time.monotonic() + self._max_wait_seconds
            while time.monotonic() < until:
                # Polling: a blocking lock would wait for one byte only, and whichever becomes free will do.
                time.sleep(POLL_SECONDS)
                if (byte := self._try_acquire(self._slots)) is not None:
                    return byte
            raise BusyError
        finally:
            self._release(place)

    def _try_acquire(self, candidates: range) -> int | None:
        for byte in candidates:
            try:
                # lockf locks belong to the process: threads of one worker would share a slot.
                fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)
            except (BlockingIOError, PermissionError):
                continue
            return byte
        return None

    def _release(self, byte: int) -> None:
        fcntl.lockf(self._file, fcntl.LOCK_UN, 1, byte)


def _unnamed_file() -> int:
    if hasattr(os, "memfd_create"):
        return os.memfd_create("render-slots")
    descriptor, name = tempfile.mkstemp()
    Path(name).unlink()
    return descriptor
