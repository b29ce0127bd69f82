"""Waits until something is true, for tests and tools."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

TIMEOUT_SECONDS = 60  # only a fault takes that long
PAUSE_SECONDS = 0.02

Found = TypeVar("Found")


def wait_until(found: Callable[[], Found], fault: Callable[[], str] | str = "not true in time") -> Found:
    """Return what is found as soon as it is true; raise AssertionError with `fault` if it takes too long."""
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while not (result := found()):
        if time.monotonic() > deadline:
            raise AssertionError(fault if isinstance(fault, str) else fault())
        time.sleep(PAUSE_SECONDS)
    return result
