"""Keeps personal data out of the server's log: a line says what happened and where in the program."""

from __future__ import annotations

import logging
from pathlib import PurePath
from traceback import walk_stack

from app.pdf.fault_place import place_of

REQUEST_PACKAGES = {"workers", "http"}  # the packages of gunicorn that handle what a browser sent


class RedactingFilter(logging.Filter):
    """Removes client address, request text and exception message from gunicorn's error log.

    gunicorn quotes a request that it cannot parse, with the address of the client. Lines of its master
    process, about workers and sockets, are kept.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        place = _request_handling_line() if record.levelno != logging.INFO else ""
        if place or error:
            record.msg = f"a request could not be answered: {place_of(error) if error else place}"
            record.args, record.exc_info, record.exc_text = (), None, None
        return True


def _request_handling_line() -> str:
    """Return the line that logs if it is in gunicorn's request handling, else ""."""
    for frame, line in walk_stack(None):
        file = PurePath(frame.f_code.co_filename)
        if file.parent.name in REQUEST_PACKAGES and file.parent.parent.name == "gunicorn":
            return f"{file.name}:{line}"
    return ""


def install_redacting_filter() -> None:
    """Add the filter to gunicorn's log, once. Worker processes inherit it."""
    log = logging.getLogger("gunicorn.error")
    if not any(isinstance(present, RedactingFilter) for present in log.filters):
        log.addFilter(RedactingFilter())
