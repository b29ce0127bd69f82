"""Says where something failed, without the message of the error: it could quote a person."""

from __future__ import annotations


class FaultElsewhere(Exception):  # noqa: N818  it names what it stands for
    """What failed in another process; the message is what place_of() returned there."""


def place_of(error: BaseException) -> str:
    """Return the type of an error and where it was raised."""
    if isinstance(error, FaultElsewhere):
        return str(error)
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "nowhere"
    return f"{type(error).__name__} at {where}"
