"""The render process's part of a job."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from app.pdf.fault_place import place_of
from app.pdf.filled_in import read_fields
from app.pdf.job import DONE, FAULT, NEXT, NO_MORE, TURN
from app.pdf.renderer import Drafts, PdfError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

    from app.pdf.renderer import Renderer


def do(connection: Connection, renderer: Renderer) -> None:
    """Do the job of a connection, as the render process. Raises OSError or EOFError if nobody waits."""
    connection.send_bytes(TURN)
    head: dict[str, Any] = json.loads(connection.recv_bytes())
    file = connection.recv_bytes() if head["has_file"] else None
    if head["fields"]:
        connection.send_bytes(DONE + json.dumps(asdict(read_fields(file or b""))).encode())
        return
    try:
        pdf = renderer.render(
            Drafts(_versions(connection), head["most_pages"]),
            attached=file,
            to_fill_in=head["to_fill_in"],
            max_seconds=head["max_seconds"],
        )
    except PdfError as error:
        fault = [str(error), place_of(error.__cause__ or error)]
        connection.send_bytes(FAULT + json.dumps(fault).encode())
    else:
        connection.send_bytes(DONE + pdf)


def _versions(connection: Connection) -> Iterator[str]:
    while (html := connection.recv_bytes()) != NO_MORE:
        yield html.decode()
        connection.send_bytes(NEXT)
