"""What the log of the server may say: that something happened, and where in the program. Never to whom."""

from __future__ import annotations

import logging
from pathlib import PurePath
from traceback import walk_stack

ABOUT_REQUESTS = {"workers", "http"}  # the folders of gunicorn that see what a browser sent


class Impersonal(logging.Filter):
    """Keeps from gunicorn's lines what a request brought along: an address, its words, what they broke.

    gunicorn quotes a request that it cannot read, with the address it came from. What its master says, of
    workers and sockets, stays as it is.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        place = _in_a_worker() if record.levelno != logging.INFO else ""
        if place or error:
            record.msg = f"a request could not be answered: {place_of(error) if error else place}"
            record.args, record.exc_info, record.exc_text = (), None, None
        return True


def place_of(error: BaseException) -> str:
    """Return the kind of an error and where it came up, without its message: it could quote a person."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "nowhere"
    return f"{type(error).__name__} at {where}"


def _in_a_worker() -> str:
    """Return the line that logs, if it stands where gunicorn deals with requests; "" if not."""
    for frame, line in walk_stack(None):
        file = PurePath(frame.f_code.co_filename)
        if file.parent.name in ABOUT_REQUESTS and file.parent.parent.name == "gunicorn":
            return f"{file.name}:{line}"
    return ""


def keep_impersonal() -> None:
    """Put the filter on gunicorn's log, once: the workers inherit it."""
    log = logging.getLogger("gunicorn.error")
    if not any(isinstance(present, Impersonal) for present in log.filters):
        log.addFilter(Impersonal())
