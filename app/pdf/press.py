"""Makes the PDFs of requests: in render processes if a spooler was started, else in this process."""

from __future__ import annotations

import hashlib
import os
import select
import signal
import socket
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing import Pipe
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING

from app.pdf.filled_in import FilledIn, read_fields
from app.pdf.forked import STANDARD, fork
from app.pdf.job import BusyError, Job, ask, fields_of
from app.pdf.renderer import PdfError
from app.pdf.spooler import APART, MESSAGE, MOST_SECONDS, VISITORS, Spooler

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

    from app.pdf.renderer import Renderer

# Each request that waits keeps one thread of its worker; deploy/gunicorn.conf.py has some more for the pages.
MOST_OF_A_WORKER = 200
SEND_SECONDS = 5.0


class Press:
    """One for all requests of a copy.

    Pango's font state is not thread-safe, so no process renders two documents at once.
    """

    def __init__(self, renderer: Renderer, at_once: int) -> None:
        self._renderer, self._at_once = renderer, at_once
        self._places, self._here = BoundedSemaphore(MOST_OF_A_WORKER), Lock()
        self._channel: socket.socket | None = None
        self.process = 0  # of the spooler

    def start(self) -> None:
        """Fork a spooler if none is there: in a process with one thread, before the workers fork."""
        if self._channel is not None and not select.select([self._channel], (), (), 0)[0]:
            return
        self.close()
        self._channel, there = socket.socketpair()
        self._channel.settimeout(SEND_SECONDS)
        with there:
            work = partial(_spool, there, self._renderer, self._at_once)
            self.process = fork(work, keep={*STANDARD, there.fileno()})

    def close(self) -> None:
        """Let go of the spooler; it ends when all workers have done so, too."""
        if self._channel is not None:
            self._channel.close()
            self._channel = None

    def end(self) -> None:
        """Let go of the spooler as the last one, and wait until it is gone."""
        self.close()
        with suppress(ChildProcessError):  # gunicorn may have waited for it
            os.waitpid(self.process, 0)

    def render(self, job: Job, visitor: str | None) -> bytes:
        """Return a PDF. What is for everyone has no visitor, and comes also when many wait.

        Raises BusyError or PdfError.
        """
        if self._channel is not None:
            lane = APART if visitor is None else VISITORS
            return self._asked(self._channel, job, lane + _number(visitor or ""))
        with self._own_turn():
            return self._renderer.render(
                job.drafts, attached=job.file, to_fill_in=job.to_fill_in, max_seconds=job.max_seconds
            )

    def read_fields(self, pdf: bytes) -> FilledIn:
        """Return what is filled in; each file in a process of its own, and one at a time."""
        try:
            if self._channel is not None:
                return fields_of(self._asked(self._channel, Job(file=pdf, fields=True), APART + _number("")))
            with self._own_turn():
                return read_fields(pdf)
        except (BusyError, PdfError):
            return FilledIn(fault="unreadable")

    def _asked(self, channel: socket.socket, job: Job, message: bytes) -> bytes:
        if not self._places.acquire(blocking=False):
            raise BusyError
        try:
            with _connection(channel, message) as connection:
                return ask(connection, job)
        finally:
            self._places.release()

    @contextmanager
    def _own_turn(self) -> Iterator[None]:
        if not self._here.acquire(timeout=MOST_SECONDS):
            raise BusyError
        try:
            yield
        finally:
            self._here.release()


def _spool(channel: socket.socket, renderer: Renderer, at_once: int) -> None:
    Spooler(channel, renderer, at_once).run()


def _number(visitor: str) -> bytes:
    return hashlib.blake2b(visitor.encode(), digest_size=MESSAGE - 1).digest()


def _connection(channel: socket.socket, message: bytes) -> Connection:
    """Return a connection to whoever will do a job. Raises PdfError."""
    here, there = Pipe()
    with there:
        try:
            socket.send_fds(channel, [message], [there.fileno()])
        except OSError as error:
            here.close()
            # Without a spooler, this worker is of no use: gunicorn makes another one, with another spooler.
            signal.raise_signal(signal.SIGTERM)
            raise PdfError(type(error).__name__) from error
    return here
