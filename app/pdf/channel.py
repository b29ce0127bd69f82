"""A master's and its workers' way to a spooler: through it each request gets a connection of its own."""

from __future__ import annotations

import hashlib
import os
import select
import signal
import socket
from contextlib import suppress
from functools import partial
from multiprocessing import Pipe
from typing import TYPE_CHECKING

from app.pdf.forked import STANDARD, fork
from app.pdf.renderer import PdfError
from app.pdf.spooler import MESSAGE, Spooler

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from app.pdf.render_process import Ahead
    from app.pdf.renderer import Renderer

SEND_SECONDS = 5.0


class Channel:
    """Made in a process with one thread, before the workers fork: they share it."""

    def __init__(self, renderer: Renderer, at_once: int, ahead: Ahead) -> None:
        self._socket, there = socket.socketpair()
        self._socket.settimeout(SEND_SECONDS)
        with there:
            work = partial(_spool, there, renderer, at_once, ahead)
            self.process = fork(work, keep={*STANDARD, there.fileno()})

    @property
    def is_open(self) -> bool:
        """Whether there is a spooler: it never says anything, so what can be read is its end."""
        return not select.select([self._socket], (), (), 0)[0]

    def connection(self, lane: bytes, visitor: str) -> Connection:
        """Return a connection to whoever will do a job. Raises PdfError."""
        number = hashlib.blake2b(visitor.encode(), digest_size=MESSAGE - len(lane)).digest()
        here, there = Pipe()
        with there:
            try:
                socket.send_fds(self._socket, [lane + number], [there.fileno()])
            except OSError as error:
                here.close()
                # Without a spooler this worker is of no use: gunicorn makes another one, and another spooler.
                signal.raise_signal(signal.SIGTERM)
                raise PdfError(type(error).__name__) from error
        return here

    def close(self) -> None:
        """Let go of the spooler; it ends when all workers have done so, too."""
        self._socket.close()

    def end(self) -> None:
        """Let go of the spooler as the last one, and wait until it is gone."""
        self.close()
        with suppress(ChildProcessError):  # gunicorn may have waited for it
            os.waitpid(self.process, 0)


def _spool(channel: socket.socket, renderer: Renderer, at_once: int, ahead: Ahead) -> None:
    Spooler(channel, renderer, at_once, ahead).run()
