"""The names of the cookies: those of one site, and not those of its neighbours on the same host.

A browser sends the cookies of a host to every port of it and, since `__Host-` needs `Path=/`, to every path.
So the names carry a mark. docs/decisions/0025-names-of-the-cookies.md says more.
"""

from __future__ import annotations

import hashlib
import hmac
from functools import lru_cache
from typing import NamedTuple

NO_MARK = ""  # in the names of version 0.1.0


MAX_PIECES = 4  # cookies for the notes of visits: with the other two, a third of what a request may have


class CookieNames(NamedTuple):
    """`visits` are the pieces of one sealed value, in order."""

    answers: str
    typed: str
    visits: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        return (self.answers, self.typed, *self.visits)


@lru_cache  # a copy has few keys and paths
def mark_of(key: str, catalogue: str, path: str) -> str:
    """Return 8 hex digits for a site: by its key, the name of its catalogue, and its path ("" at the root).

    Copies that share all three share their visitors' sessions.
    """
    return hmac.digest(key.encode(), f"{path}\0{catalogue}".encode(), hashlib.sha256).hex()[:8]


@lru_cache
def cookie_names(mark: str, *, secure: bool) -> CookieNames:
    """Return the names for a mark. Only https can carry the __Host- prefix; it always does."""
    name = "-".join(filter(None, ("__Host-sheet" if secure else "sheet", mark)))
    pieces = tuple(f"{name}-visits-{number}" for number in range(1, MAX_PIECES + 1))
    return CookieNames(name, f"{name}-typed", pieces)
