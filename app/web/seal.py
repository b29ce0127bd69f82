"""Seals what a cookie holds, and opens it while it is young enough. The only module that encrypts."""

from __future__ import annotations

import time
import zlib
from typing import TYPE_CHECKING, NamedTuple

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

if TYPE_CHECKING:
    from app.content.types import FrozenModel

HOURS_KEPT = 20
MAX_AGE = HOURS_KEPT * 3600  # seconds


class BrokenSealError(Exception):
    """A value was cut, forged, sealed with another key, or sealed too long ago."""


class Opened(NamedTuple):
    """What was sealed, and its age in seconds: negative if another copy's clock was ahead."""

    json: bytes
    age: float


class Seal:
    """Seals with the first of `keys` and opens with any of them."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in keys])

    def seal(self, model: FrozenModel) -> str:
        # Without defaults the JSON is shorter, and a default that a release changes applies to open visits.
        plain = model.model_dump_json(exclude_defaults=True).encode()
        return self._fernet.encrypt(zlib.compress(plain, 9)).decode("ascii")

    def open(self, value: str) -> Opened:
        """Open a value. Raises BrokenSealError."""
        try:
            token = value.encode("ascii")
            # Not with `ttl`: that refuses what was sealed more than a minute ahead of this copy's clock.
            plain = zlib.decompress(self._fernet.decrypt(token))
            age = time.time() - self._fernet.extract_timestamp(token)
        except (InvalidToken, zlib.error, UnicodeError):
            raise BrokenSealError from None
        if age > MAX_AGE:
            raise BrokenSealError
        return Opened(plain, age)
