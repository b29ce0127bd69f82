"""Makes the PDFs of requests: in render processes if a spooler was started, else in this process."""

from __future__ import annotations

from contextlib import contextmanager
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING

from app.pdf.channel import Channel
from app.pdf.filled_in import FilledIn, read_fields
from app.pdf.job import BusyError, Job, ask, fields_of
from app.pdf.renderer import PdfError
from app.pdf.spooler import APART, MOST_SECONDS, VISITORS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.pdf.render_process import Ahead
    from app.pdf.renderer import Renderer

# Each request that waits keeps one thread of its worker; deploy/gunicorn.conf.py has some more for the pages.
MOST_OF_A_WORKER = 200


class Press:
    """One for all requests of a copy.

    Pango's font state is not thread-safe, so no process renders two documents at once.
    """

    def __init__(self, renderer: Renderer, at_once: int) -> None:
        self._renderer, self._at_once = renderer, at_once
        self._places, self._here = BoundedSemaphore(MOST_OF_A_WORKER), Lock()
        self.channel: Channel | None = None

    def start(self, ahead: Ahead = tuple) -> None:
        """Start a spooler if there is none: in a process with one thread, before the workers fork.

        `ahead` returns sheets of nobody, which are laid out while nobody wants a PDF.
        """
        if self.channel is not None and not self.channel.is_open:
            self.channel.end()
            self.channel = None
        self.channel = self.channel or Channel(self._renderer, self._at_once, ahead)

    def render(self, job: Job, visitor: str | None) -> bytes:
        """Return a PDF. What is for everyone has no visitor, and comes also when many wait.

        Raises BusyError or PdfError.
        """
        if self.channel is not None:
            return self._asked(self.channel, job, visitor)
        with self._own_turn():
            return self._renderer.render(
                job.drafts, attached=job.file, to_fill_in=job.to_fill_in, max_seconds=job.max_seconds
            )

    def read_fields(self, pdf: bytes) -> FilledIn:
        """Return what is filled in; each file in a process of its own, and one at a time."""
        try:
            if self.channel is not None:
                return fields_of(self._asked(self.channel, Job(file=pdf, fields=True), None))
            with self._own_turn():
                return read_fields(pdf)
        except (BusyError, PdfError):
            return FilledIn(fault="unreadable")

    def _asked(self, channel: Channel, job: Job, visitor: str | None) -> bytes:
        if not self._places.acquire(blocking=False):
            raise BusyError
        try:
            with channel.connection(APART if visitor is None else VISITORS, visitor or "") as connection:
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
