"""Requests of one kind, and the processes that do them."""

from __future__ import annotations

import logging
from contextlib import suppress
from functools import partial
from selectors import EVENT_READ
from typing import TYPE_CHECKING

from app.pdf.job import BUSY, READY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from selectors import BaseSelector

    from app.pdf.render_process import RenderProcess
    from app.pdf.waiting import Waiting

LOG = logging.getLogger(__name__)
# A render process itself gives up after MAX_RENDER_SECONDS (app/web/service.py), unless it hangs.
END_AFTER_SECONDS = 40.0
TO_END_SECONDS = 2.0
AGAIN_SECONDS = 1.0  # after there could be no process, as when a host has too many


class Lane:
    """At most `at_once` processes, each started when it is needed, and replaced after its last job."""

    def __init__(
        self,
        selector: BaseSelector,
        waiting: Waiting[Connection],
        at_once: int,
        started: Callable[[], RenderProcess],
    ) -> None:
        self._selector, self._waiting = selector, waiting
        self._at_once, self._started = at_once, started
        self._processes: list[RenderProcess] = []
        self._told: Connection | None = None
        self._again: float | None = None

    def deadlines(self) -> Iterator[float]:
        """When it has to be looked after, if nothing happens before."""
        if self._waiting.soonest is not None:
            yield self._waiting.soonest
            if self._again is not None:
                yield self._again
        yield from (each.until for each in self._processes if each.until is not None)

    def join(self, connection: Connection, visitor: bytes, now: float) -> None:
        if not self._waiting.join(connection, visitor, now):
            _refuse(connection)
            return
        # Whoever waits says nothing: all that can come is the end of their worker.
        self._selector.register(connection, EVENT_READ, partial(self._forget, connection))

    def advance(self, now: float) -> None:
        """Refuse who has waited for too long, end what takes too long, and begin what can be begun."""
        for connection in self._waiting.late(now):
            self._selector.unregister(connection)
            _refuse(connection)
        for process in [each for each in self._processes if each.until is not None and each.until <= now]:
            self._end(process)
        while self._waiting.tickets and (free := self._free(now)) and (first := self._waiting.next()):
            self._selector.unregister(first)
            free.take(first, now + END_AFTER_SECONDS)
        self._tell(self._waiting.first)

    def _tell(self, first: Connection | None) -> None:
        """Let whoever is next make their paper while that of another is printed."""
        if first is not None and first is not self._told:
            with suppress(OSError):  # if their worker has just ended, the selector says so
                first.send_bytes(READY)
        self._told = first

    def close(self) -> None:
        """End all processes. One that has no job goes by itself, and takes away what it is just unpacking."""
        for process in self._processes.copy():
            self._end(process, TO_END_SECONDS if process.is_free else 0)

    def _free(self, now: float) -> RenderProcess | None:
        """Return a process that does nothing; a new one if there may be one more."""
        free = next((each for each in self._processes if each.is_free), None)
        may_start = self._again is None or self._again <= now
        if free is None and may_start and len(self._processes) < self._at_once:
            free = self.start(now)
        return free

    def start(self, now: float) -> RenderProcess | None:
        """Start a process, before it is needed or when it is.

        None if there cannot be one: while somebody waits, that is tried again.
        """
        self._again = None
        try:
            process = self._started()
        except OSError as error:
            LOG.error("No process for PDFs: %s", error.strerror)  # noqa: TRY400  a sentence for the host
            self._again = now + AGAIN_SECONDS
            return None
        self._processes.append(process)
        self._selector.register(process.control, EVENT_READ, partial(self._hear, process))
        return process

    def _hear(self, process: RenderProcess) -> None:
        if not process.has_done():
            self._end(process)

    def _end(self, process: RenderProcess, seconds: float = 0) -> None:
        self._processes.remove(process)
        self._selector.unregister(process.control)
        process.end(seconds)

    def _forget(self, connection: Connection) -> None:
        self._waiting.leave(connection)
        self._selector.unregister(connection)
        connection.close()


def _refuse(connection: Connection) -> None:
    with connection:
        try:
            connection.send_bytes(BUSY)
        except OSError:  # their worker has ended meanwhile
            return
