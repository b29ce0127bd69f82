"""What an attacker may know of the house: its pages, its fields, a session of their own, and bad words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote_from_bytes, urlencode

from app.content.load import load
from app.settings import ROOT
from tools.hostile.raw_http import Sent
from tools.hostile.visitors import TOKEN, anyone

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping, Sequence

    from app.content import Catalogue

MARK = "<x-mark>"  # stands in many a bad text; on no page may it stand as a tag
PAGES = (
    "/", "/about", "/privacy", "/accessibility", "/cleared", "/healthz", "/check", "/questions", "/sheet",
    "/ready", "/sheet/page", "/sheet.txt", "/clear", "/static/site.css", "/theme.css", "/logo.png",
)  # fmt: skip
PAPERS = ("/sheet.pdf", "/blank.pdf")
Fields = list[tuple[str, str]]


@dataclass(frozen=True)
class House:
    key: str

    @cached_property
    def catalogue(self) -> Catalogue:
        return load(ROOT / "questions.yaml").catalogue

    @cached_property
    def naughty(self) -> list[str]:
        texts = (ROOT / "tests/catalogues/naughty.txt").read_text(encoding="utf-8").split("\n%\n")
        return [*texts, MARK, f'"{MARK}', f"</textarea>{MARK}", "\0", "\r\nSet-Cookie: a=b", "x" * 9000, ""]

    @cached_property
    def forms(self) -> dict[str, tuple[str, ...]]:
        """The names of the fields by the page that takes them."""
        own = [f"own-{slot}{was}" for slot in range(1, 6) for was in ("", "-was")]
        typed = ["month", "day", "year", "visit_with", "column_1", "column_2", "column_3"]
        steps = {f"/step/{s.id}": (*(f.id for f in s.fields), "go") for s in self.catalogue.steps}
        return {
            **steps,
            "/questions": ("shown", "q", "star", "do", *own),
            "/sheet": (*typed, *(f"{name}-was" for name in typed), "paper", "size", "parts"),
            "/clear": ("anything",),
        }

    def session(self, chance: random.Random) -> str:
        """Return the Cookie header of someone whose answers are sealed with the key of the house."""
        held = anyone(self.catalogue, chance).cookies(self.key)
        return "; ".join(f"{name}={value}" for name, value in held.items())

    def path(self, chance: random.Random) -> str:
        return chance.choice([*PAGES, *self.forms])


def request(
    method: str | bytes,
    path: str | bytes,
    headers: Sequence[tuple[str, str]] = (),
    body: bytes = b"",
    version: str | bytes = b"HTTP/1.1",
) -> bytes:
    """Return the bytes of a request, whatever its parts are; a body brings its own headers."""
    lines = [b" ".join(_bytes(part) for part in (method, path, version))]
    if not any(name.lower() == "host" for name, _value in headers):
        lines.append(b"Host: localhost")
    lines += [_bytes(name) + b": " + _bytes(value) for name, value in headers]
    return b"\r\n".join([*lines, b"", body])


def post(path: str, fields: Fields, cookie: str = "", **headers: str) -> bytes:
    """Return a form as a browser sends it; lone surrogates go as the bytes that they stand for."""
    body = urlencode(fields, errors="surrogatepass").encode()
    sent = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie, **headers}
    return request("POST", path, [*sent.items(), ("Content-Length", str(len(body)))], body)


def with_token(fields: Fields) -> Fields:
    return [("csrf_token", TOKEN), *fields]


def once(data: bytes) -> Sent:
    return Sent((data,))


def junk(chance: random.Random, most: int) -> bytes:
    return chance.randbytes(chance.randrange(1, most))


def percent(data: bytes) -> str:
    return quote_from_bytes(data, safe="")


def shuffled(headers: Mapping[str, str], chance: random.Random) -> list[tuple[str, str]]:
    both = list(headers.items())
    chance.shuffle(both)
    return both


def _bytes(part: str | bytes) -> bytes:
    return part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
