"""What happens to a person whose PDF is being made when their copy is asked to end."""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from tools.drill.copies import DrillError

if TYPE_CHECKING:
    from tools.drill.copies import Copy
    from tools.gunicorn_server import Answer

TRIES = 5


def drained(copy: Copy, **settings: str) -> str:
    """Ask a copy to end while it makes a PDF, with no nginx to help, and start it again."""
    for _try in range(TRIES):
        with ThreadPoolExecutor(1) as person:
            before = copy.connections()
            printing = person.submit(copy.server.get, "/blank.pdf")
            _await_work(copy, before, printing)
            unfinished = not printing.done()
            seconds = copy.end()
            pdf = printing.result()
        copy.start(**settings)
        if pdf.status != 200 or not pdf.body.rstrip().endswith(b"%%EOF"):
            raise DrillError(f"a PDF in the making was lost: {pdf.status}, {len(pdf.body)} bytes")
        if unfinished:
            return (
                f"{copy.name} ended {seconds:.1f} s after it was asked to; the PDF in the making came whole"
            )
    raise DrillError("the PDF was always done before the copy could be asked to end")


def _await_work(copy: Copy, before: int, printing: Future[Answer]) -> None:
    """Wait until a worker holds the person's connection."""
    while copy.connections() == before and not printing.done():
        time.sleep(0.001)
