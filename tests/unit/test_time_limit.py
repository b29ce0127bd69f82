from __future__ import annotations

import signal
import threading
import time

import pytest

from app.pdf.time_limit import time_limit

SOON = 30  # seconds; only a fault takes that long


def test_what_takes_too_long_is_given_up() -> None:
    with pytest.raises(TimeoutError, match=r"not done after 0\.05 seconds"), time_limit(0.05):
        time.sleep(SOON)


def test_time_limit_restores_signal_handler() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with time_limit(SOON):
        pass
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_no_time_limit_outside_main_thread() -> None:
    done = []

    def work() -> None:
        with time_limit(0.001):
            time.sleep(0.01)
            done.append("done")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == ["done"]
