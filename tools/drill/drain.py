"""Checks that a copy finishes the PDF in progress when it is terminated."""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from tools.drill.copies import DrillError

if TYPE_CHECKING:
    from tools.drill.copies import Copy
    from tools.gunicorn_server import Response

ATTEMPTS = 5


def check_drain(copy: Copy, **settings: str) -> str:
    """Terminate a copy while it makes a PDF, without nginx in front, and start it again."""
    for _attempt in range(ATTEMPTS):
        with ThreadPoolExecutor(1) as person:
            copy.server.begin()
            before = copy.connections()
            printing = person.submit(copy.server.get, "/sheet.pdf")
            _wait_for_request(copy, before, printing)
            unfinished = not printing.done()
            seconds = copy.terminate()
            pdf = printing.result()
        copy.start(**settings)
        if pdf.status != 200 or not pdf.body.rstrip().endswith(b"%%EOF"):
            raise DrillError(f"a PDF in progress was lost: {pdf.status}, {len(pdf.body)} bytes")
        if unfinished:
            return f"{copy.name} exited {seconds:.1f} s after SIGTERM; the PDF in progress was complete"
    raise DrillError("every PDF was finished before the copy could be terminated")


def _wait_for_request(copy: Copy, before: int, printing: Future[Response]) -> None:
    """Wait until a worker has accepted the connection."""
    while copy.connections() == before and not printing.done():
        time.sleep(0.001)
