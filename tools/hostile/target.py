"""What an attacker knows of the app (paths, form fields, an own session), and builders of requests."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote_from_bytes, urlencode

from app.content.load import load
from app.settings import ROOT
from tools.hostile.raw_http import RawRequest
from tools.hostile.visitors import TOKEN, names_of_cookies, random_person

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping, Sequence

    from app.content import Catalogue
    from app.web.cookie_names import CookieNames

INJECTED_TAG = "<x-mark>"  # part of many hostile texts; must never be in a page unescaped
PAGE_PATHS = (
    "/", "/about", "/privacy", "/accessibility", "/cleared", "/healthz", "/check", "/not-covered",
    "/questions", "/questions/more", "/questions/order", "/sheet", "/ready", "/sheet/page", "/sheet/message",
    "/sheet.txt", "/clear", "/static/site.css", "/theme.css", "/logo.png", "/blank",
    "/after/summary", "/after/1.txt",
)  # fmt: skip
PDF_PATHS = ("/sheet.pdf", "/blank.pdf")
Fields = list[tuple[str, str]]


@dataclass(frozen=True)
class Target:
    key: str

    @cached_property
    def catalogue(self) -> Catalogue:
        return load(ROOT / "questions.yaml").catalogue

    @cached_property
    def naughty(self) -> list[str]:
        texts = (ROOT / "tests/catalogues/naughty.txt").read_text(encoding="utf-8").split("\n%\n")
        return [
            *texts,
            INJECTED_TAG,
            f'"{INJECTED_TAG}',
            f"</textarea>{INJECTED_TAG}",
            "\0",
            "\r\nSet-Cookie: a=b",
            "x" * 9000,
            "",
        ]

    @cached_property
    def forms(self) -> dict[str, tuple[str, ...]]:
        """Field names by the path that accepts them."""
        own = [f"own-{slot}{was}" for slot in range(1, 6) for was in ("", "-was")]
        asked = [question.id for question in self.catalogue.questions[:4]]
        heard = [f"{kind}-{name}" for kind in ("heard", "state") for name in (*asked, "own-1", "x")]
        typed = ["month", "day", "year", "visit_with", "column_1", "column_2", "column_3"]
        steps = {f"/step/{s.id}": (*(f.id for f in s.fields), "go") for s in self.catalogue.steps}
        return {
            **steps,
            "/questions": ("shown", "q", "q-was", "star", "star-was", "do", *own),
            "/questions/more": ("shown", "q", "q-was", "do"),
            "/questions/order": ("do",),
            "/sheet": (*typed, *(f"{name}-was" for name in typed), "paper", "size", "parts"),
            "/clear": ("anything",),
            "/open": ("sheet", "go"),
            "/after": (*typed[:4], "other", "now", "now-was", "do", "go", *heard),
        }

    @cached_property
    def names(self) -> CookieNames:
        """The names of the two cookies."""
        return names_of_cookies(self.key, self.catalogue)

    def session(self, rng: random.Random) -> str:
        """Return a Cookie header with random answers, encrypted with the key of the server."""
        held = random_person(self.catalogue, rng).cookies(self.key, self.catalogue)
        return "; ".join(f"{name}={value}" for name, value in held.items())

    def path(self, rng: random.Random) -> str:
        return rng.choice([*PAGE_PATHS, *self.forms])


def request(
    method: str | bytes,
    path: str | bytes,
    headers: Sequence[tuple[str, str]] = (),
    body: bytes = b"",
    version: str | bytes = b"HTTP/1.1",
) -> bytes:
    """Return the bytes of a request without validation. Headers for the body are up to the caller."""
    lines = [b" ".join(_bytes(part) for part in (method, path, version))]
    if not any(name.lower() == "host" for name, _value in headers):
        lines.append(b"Host: localhost")
    lines += [_bytes(name) + b": " + _bytes(value) for name, value in headers]
    return b"\r\n".join([*lines, b"", body])


def post(path: str, fields: Fields, cookie: str = "", **headers: str) -> bytes:
    """Return a form as a browser sends it. Lone surrogates are encoded with `surrogatepass`."""
    body = urlencode(fields, errors="surrogatepass").encode()
    sent = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie, **headers}
    return request("POST", path, [*sent.items(), ("Content-Length", str(len(body)))], body)


def with_token(fields: Fields) -> Fields:
    return [("csrf_token", TOKEN), *fields]


def single_chunk(data: bytes) -> RawRequest:
    return RawRequest((data,))


def random_bytes(rng: random.Random, most: int) -> bytes:
    return rng.randbytes(rng.randrange(1, most))


def percent_encode(data: bytes) -> str:
    return quote_from_bytes(data, safe="")


def shuffled(headers: Mapping[str, str], rng: random.Random) -> list[tuple[str, str]]:
    both = list(headers.items())
    rng.shuffle(both)
    return both


def _bytes(part: str | bytes) -> bytes:
    return part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
