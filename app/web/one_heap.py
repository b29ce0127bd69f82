"""One heap for all threads of a process.

By default, threads of the C library of GNU take memory from up to eight heaps for each core, and what one of
them frees the others cannot use. A worker with two dozen threads, which take turns in Python anyway, needed
a fifth more memory than with one heap.
"""

from __future__ import annotations

import ctypes
from contextlib import suppress
from typing import Final

M_ARENA_MAX: Final = -8  # of malloc.h


def use_one_heap() -> None:
    """Let threads that begin later use the heap of the main thread; other C libraries have one as it is."""
    with suppress(AttributeError):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)
