"""Forks a process that runs a function and ends: with nothing open but what it is given, and no handlers."""

from __future__ import annotations

import logging
import os
import signal
import warnings
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from app.pdf.fault_place import place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

LOG = logging.getLogger(__name__)
STANDARD = (0, 1, 2)  # input, output and the log
NAME = Path("/proc/self/comm")  # Linux: what `ps -o comm` shows


def fork(work: Callable[[], object], keep: Collection[int]) -> int:
    """Return the id of a process that runs a function, with the open files `keep` only.

    It ends with status 0 if the function returned, else 1, without the clean-up of the process that it was
    forked from. Fork from a process with one thread: a lock that another thread holds is never released.
    """
    # Signals wait until the child has dropped the handlers of a worker, which are not for it.
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        with warnings.catch_warnings():
            # Python warns of threads: Pango has some, but the child uses nothing that they hold.
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
        if child == 0:
            _work(work, keep)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    return child


def _work(work: Callable[[], object], keep: Collection[int]) -> NoReturn:
    status = 1
    try:
        signal.set_wakeup_fd(-1)  # gunicorn's pipe, which the fork shares
        for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # as Python has it: an error, and not the end
        _close_all_but(keep)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        work()
        status = 0
    except Exception as error:  # noqa: BLE001  the process ends here, whatever it is
        LOG.error("a process has failed: %s", place_of(error))  # noqa: TRY400  no message of an error is logged
    finally:
        os._exit(status)


def _close_all_but(keep: Collection[int]) -> None:
    start = 0
    for number in [*sorted(keep), os.sysconf("SC_OPEN_MAX")]:
        if start < number:  # closerange() takes an empty range for everything
            os.closerange(start, number)
        start = number + 1


def take_name(name: str) -> None:
    """Show another name than that of the process it was forked from, where the system can."""
    with suppress(OSError):
        NAME.write_text(name, encoding="ascii")
