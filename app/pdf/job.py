"""What a request and a render process say to each other: one job over one connection, in memory only.

The render process begins: "your turn", or "busy" from the spooler. Then come the head of the job, the file
that goes with it, the first draft, and each other when it is asked for. The spooler says "you are next"
before: that one makes the first draft while another is printed, and nobody else before their turn.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from app.pdf.fault_place import FaultElsewhere
from app.pdf.filled_in import FilledIn
from app.pdf.renderer import Drafts, PdfError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

READY, TURN, BUSY, NEXT, FAULT, DONE = b"R", b"T", b"B", b"N", b"F", b"D"
NO_MORE: Final = b""
# Longer than any wait and render together: whoever makes the PDFs has stopped answering.
SILENT_SECONDS = 75.0


class BusyError(Exception):
    """Too many PDFs are waited for; there may be a place after `retry_after` seconds."""

    retry_after = 5


@dataclass(frozen=True)
class Job:
    """`file` is attached to the PDF, or with `fields` it is the PDF whose fields are read."""

    drafts: Drafts = field(default_factory=lambda: Drafts(()))
    file: bytes | None = None
    to_fill_in: bool = False
    max_seconds: float | None = None
    fields: bool = False


def ask(connection: Connection, job: Job) -> bytes:
    """Have a job done and return its result. Raises BusyError or PdfError."""
    try:
        return _asked(connection, job)
    except (BusyError, PdfError):
        raise
    except Exception as error:  # the render process was ended, or a draft cannot be made
        raise PdfError(type(error).__name__) from error


def _asked(connection: Connection, job: Job) -> bytes:
    versions, made = iter(job.drafts.versions), list[str]()
    while True:
        kind, rest = _heard(connection)
        if kind == BUSY:
            raise BusyError
        if kind == READY:  # it comes again to whom somebody had passed
            made = made or [next(versions, "")]
        elif kind == TURN:
            _send_head(connection, job)
            if not job.fields:
                _send_draft(connection, made.pop() if made else next(versions, ""))
        elif kind == NEXT:
            _send_draft(connection, next(versions, ""))
        elif kind == FAULT:
            name, place = json.loads(rest)
            raise PdfError(name) from FaultElsewhere(place)
        else:
            return rest


def _heard(connection: Connection) -> tuple[bytes, bytes]:
    if not connection.poll(SILENT_SECONDS):
        raise TimeoutError
    said = connection.recv_bytes()
    return said[:1], said[1:]


def _send_head(connection: Connection, job: Job) -> None:
    head = {
        "most_pages": job.drafts.most_pages,
        "to_fill_in": job.to_fill_in,
        "max_seconds": job.max_seconds,
        "fields": job.fields,
        "has_file": job.file is not None,
    }
    connection.send_bytes(json.dumps(head).encode())
    if job.file is not None:
        connection.send_bytes(job.file)


def _send_draft(connection: Connection, draft: str) -> None:
    # Whoever does not take it has answered already, or is gone: what is heard next tells.
    with suppress(OSError):
        connection.send_bytes(draft.encode() or NO_MORE)


def fields_of(result: bytes) -> FilledIn:
    return FilledIn(**json.loads(result))
