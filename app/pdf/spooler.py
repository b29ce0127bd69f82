"""A process that lets requests for PDFs wait, and gives them to render processes one after the other.

It sees a number for each visitor, and connections that others speak over: no answer, no text and no PDF.
"""

from __future__ import annotations

import socket
import time
from functools import partial
from itertools import chain
from multiprocessing.connection import Connection
from selectors import EVENT_READ, DefaultSelector
from typing import TYPE_CHECKING

from app.pdf.forked import take_name
from app.pdf.lane import Lane
from app.pdf.render_process import RenderProcess, ignore_ending
from app.pdf.waiting import Waiting

if TYPE_CHECKING:
    from app.pdf.render_process import Ahead
    from app.pdf.renderer import Renderer

NAME = "pdf-spooler"
# A request is a message of this length with a connection: the name of its lane, and a number for the visitor.
MESSAGE = 16
VISITORS, APART = b"v", b"a"
MOST_WAITING, MOST_SECONDS = 250, 20.0
MOST_OF_ONE = 4  # to print, to keep, to fill in, and a summary
MOST_APART = 64  # each worker makes a sheet for everyone once, then never again
JOBS = 10_000  # a render process grows by some 2 kB a sheet, and is replaced then


class Spooler:
    def __init__(self, channel: socket.socket, renderer: Renderer, at_once: int, ahead: Ahead) -> None:
        self._channel, self._selector = channel, DefaultSelector()
        self._selector.register(channel, EVENT_READ, self._receive)
        self._is_open, self._at_once = True, at_once
        visitors: Waiting[Connection] = Waiting(MOST_WAITING, MOST_OF_ONE, MOST_SECONDS)
        apart: Waiting[Connection] = Waiting(MOST_APART, MOST_APART, MOST_SECONDS)
        self._lanes = {
            VISITORS: Lane(
                self._selector, visitors, at_once, partial(RenderProcess.started, renderer, JOBS, ahead)
            ),
            # One job a process: nothing stays of a file that was sent. It starts in milliseconds.
            APART: Lane(self._selector, apart, 1, partial(RenderProcess.started, renderer, 1)),
        }

    def run(self) -> None:
        """Work until the master and all workers have ended, or have another spooler: then nobody waits."""
        take_name(NAME)
        ignore_ending()
        for _process in range(self._at_once):
            self._lanes[VISITORS].start(time.monotonic())
        while self._is_open:
            for key, _events in self._selector.select(self._seconds_left()):
                key.data()
            for lane in self._lanes.values():
                lane.advance(time.monotonic())
        for lane in self._lanes.values():
            lane.close()

    def _seconds_left(self) -> float | None:
        soonest = min(chain.from_iterable(lane.deadlines() for lane in self._lanes.values()), default=None)
        return None if soonest is None else max(0.0, soonest - time.monotonic())

    def _receive(self) -> None:
        message, descriptors, _flags, _address = socket.recv_fds(self._channel, MESSAGE, 1)
        self._is_open = bool(message)
        for descriptor in descriptors:
            self._lanes[message[:1]].join(Connection(descriptor), message[1:], time.monotonic())
