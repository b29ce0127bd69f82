"""The cookie jar of a visitor, opened and filled with the keys of the house."""

from __future__ import annotations

import json
import re
import zlib
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet

from app.web.cookie_names import cookie_names, mark_of
from tests.catalogues import journey

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

ANSWERED, TYPED, (VISITS, *_MORE) = cookie_names("", secure=False)
"""The cookies, as tests call them: without the mark of a site. Notes of visits may have more of them."""
MARK = re.compile(r"-[0-9a-f]{8}(?=-|$)")


class Jar:
    """The cookies of a site at the root of a host; without a name, it serves the catalogue of journeys."""

    def __init__(self, client: FlaskClient, key: str, catalogue: str = "") -> None:
        self.client, self.key, self.catalogue = client, key, catalogue or journey().name

    @property
    def names(self) -> set[str]:
        """Return which of the two cookies the browser holds."""
        return {name for name in (ANSWERED, TYPED) if self.client.get_cookie(self.full(name)) is not None}

    def full(self, name: str) -> str:
        """Return the name that a browser sees."""
        names = cookie_names(mark_of(self.key, self.catalogue, ""), secure=False)
        return {ANSWERED: names.answers, TYPED: names.typed, VISITS: names.visits[0]}[name]

    def value(self, name: str) -> str:
        cookie = self.client.get_cookie(self.full(name))
        assert cookie is not None, f"the browser has no cookie {name}"
        return cookie.value

    def put(self, name: str, value: str) -> None:
        self.client.set_cookie(self.full(name), value)

    def drop(self, name: str) -> None:
        self.client.delete_cookie(self.full(name))

    def opened(self, name: str) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(self.plain(name))
        return content

    def plain(self, name: str) -> bytes:
        return zlib.decompress(Fernet(self.key).decrypt(self.value(name)))

    def put_sealed(self, name: str, content: bytes, key: str | None = None) -> None:
        """Seal bytes with the key of the house, or another one, and put them under a name."""
        self.put(name, Fernet(key or self.key).encrypt(content).decode())


def without_mark(name: str) -> str:
    return MARK.sub("", name)


def set_by(response: TestResponse) -> dict[str, str]:
    """Return the whole Set-Cookie headers of a response, by the name of the cookie without its mark."""
    headers = response.headers.getlist("Set-Cookie")
    return {without_mark(header.partition("=")[0]): header for header in headers}
