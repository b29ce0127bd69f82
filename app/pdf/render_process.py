"""A process that does jobs, one after the other, and the spooler's hold on it."""

from __future__ import annotations

import logging
import os
import select
import signal
import socket
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from app.pdf.doing import do
from app.pdf.fault_place import place_of
from app.pdf.forked import STANDARD, fork, take_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from app.pdf.renderer import Renderer

    Ahead = Callable[[], Iterable[str]]

LOG = logging.getLogger(__name__)
NAME = "pdf-renderer"
QUIET_SECONDS = 1.0  # whoever has just come may come again
NO_MORE = object()
NICER = 5  # of 19: who fills in a form goes before who waits for paper
# Signals that a terminal or a service manager sends to all processes: this one ends when its spooler does.
ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT)


@dataclass(eq=False)
class RenderProcess:
    """`left` is how many jobs it may still do, `until` when it must have done the present one, if any."""

    process: int
    control: socket.socket
    left: int
    until: float | None = None

    @classmethod
    def started(cls, renderer: Renderer, jobs: int, ahead: Ahead = tuple) -> RenderProcess:
        """Fork a process with fonts of its own, which sees no request but its present one.

        While it has no job, it lays out what `ahead` returns: sheets of nobody. Raises OSError if there can
        be no process more.
        """
        control, there = socket.socketpair()
        with there, ExitStack() as if_it_fails:
            if_it_fails.callback(control.close)
            work = partial(_work, there, renderer, jobs, ahead)
            started = cls(fork(work, keep={*STANDARD, there.fileno()}), control, jobs)
            if_it_fails.pop_all()
        return started

    @property
    def is_free(self) -> bool:
        return self.until is None and self.left > 0

    def take(self, connection: Connection, until: float) -> None:
        """Give it the job of a connection, which is not the spooler's any more."""
        self.left, self.until = self.left - 1, until
        with connection, suppress(OSError):  # if it has just ended, has_done() will say so
            socket.send_fds(self.control, [b"j"], [connection.fileno()])

    def has_done(self) -> bool:
        """Hear what it says: it has done its job, or it has ended, which is False."""
        try:
            done = bool(self.control.recv(1))
        except ConnectionError:
            done = False
        self.until = None
        return done

    def end(self, seconds: float = 0.0) -> None:
        """Let it end by itself, after some seconds end it whatever it does, and wait until it is gone."""
        self.control.close()
        deadline = time.monotonic() + seconds
        with suppress(ProcessLookupError, ChildProcessError):
            while not os.waitpid(self.process, os.WNOHANG)[0]:
                if time.monotonic() >= deadline:
                    os.kill(self.process, signal.SIGKILL)
                    os.waitpid(self.process, 0)
                    return
                time.sleep(0.01)


def ignore_ending() -> None:
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)


def open_fonts(renderer: Renderer) -> None:
    """Open the fonts, so that no request unpacks them. If that fails, it is tried again with each PDF."""
    try:
        renderer.open_fonts()
    except OSError as error:
        LOG.error("%s", error)  # noqa: TRY400  a sentence for the host; the traceback adds nothing


def _work(control: socket.socket, renderer: Renderer, jobs: int, ahead: Ahead) -> None:
    take_name(NAME)
    ignore_ending()
    os.nice(NICER)
    open_fonts(renderer)
    laid_out = _ahead(renderer, ahead)
    for _job in range(jobs):
        _wait(control, laid_out)
        _word, descriptors, _flags, _address = socket.recv_fds(control, 1, 1)
        for descriptor in descriptors:
            with suppress(OSError, EOFError), Connection(descriptor) as connection:
                do(connection, renderer)
        renderer.settle()
        if not descriptors:  # the spooler has ended
            return
        control.send(b"d")


def _wait(control: socket.socket, laid_out: Iterator[None]) -> None:
    """Wait for what comes; after a while without anything, lay out blocks ahead meanwhile."""
    quiet = QUIET_SECONDS
    while not select.select([control], (), (), quiet)[0]:
        if next(laid_out, NO_MORE) is NO_MORE:
            return
        quiet = 0


def _ahead(renderer: Renderer, ahead: Ahead) -> Iterator[None]:
    try:
        yield from renderer.ahead(ahead())
    except Exception as error:  # noqa: BLE001  sheets are made without it, only not as soon
        LOG.error("Nothing more is laid out ahead: %s", place_of(error.__cause__ or error))  # noqa: TRY400  no message of an error is logged
