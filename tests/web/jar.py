"""The cookie jar of a visitor, opened and filled with the keys of the house."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from tests.web.linter import LintingClient

ANSWERED, TYPED = "sheet", "sheet-typed"


class Jar:
    def __init__(self, client: LintingClient, key: str) -> None:
        self.client, self.key = client, key

    @property
    def names(self) -> set[str]:
        """Return the names of our cookies that the browser holds."""
        return {name for name in (ANSWERED, TYPED) if self.client.get_cookie(name) is not None}

    def value(self, name: str) -> str:
        cookie = self.client.get_cookie(name)
        assert cookie is not None, f"the browser has no cookie {name}"
        return cookie.value

    def put(self, name: str, value: str) -> None:
        self.client.set_cookie(name, value)

    def opened(self, name: str) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(self.plain(name))
        return content

    def plain(self, name: str) -> bytes:
        return zlib.decompress(Fernet(self.key).decrypt(self.value(name)))

    def put_sealed(self, name: str, content: bytes, key: str | None = None) -> None:
        """Seal bytes with the key of the house, or another one, and put them under a name."""
        self.put(name, Fernet(key or self.key).encrypt(content).decode())


def set_by(response: TestResponse) -> dict[str, str]:
    """Return the whole Set-Cookie headers of a response, by the name of the cookie."""
    return {header.partition("=")[0]: header for header in response.headers.getlist("Set-Cookie")}
