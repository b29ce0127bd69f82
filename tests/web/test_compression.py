"""Pages are smaller on the wire, and their length says nothing of what is secret."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import pytest

from app.settings import STATIC
from tests.web.test_journey import FORMS, PAGES

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from tests.web.visitor import Visitor

TYPED, TOO_LONG, REFLECTED = "Zebras, 17 of them?", "Quokka " * 40 + "?", "vexed-jumping-frogs"
GZIP = {"Accept-Encoding": "gzip, deflate, br, zstd"}
LEAD_AWAY = {"/cleared"}
ADDRESSES = sorted({*PAGES.values(), *FORMS.values(), "/nowhere"} - LEAD_AWAY)


@pytest.fixture
def begun(visitor: Visitor) -> Visitor:
    """Somebody with answers and a question of their own."""
    visitor.answer("treatment", therapy=("car_t",))
    visitor.open("/questions")
    visitor.write("own-1", TYPED)
    visitor.press("Add")
    return visitor


def packed(client: FlaskClient, address: str, **headers: str) -> TestResponse:
    return client.get(address, headers={**GZIP, **headers})


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_is_the_same_in_fewer_bytes(begun: Visitor, address: str) -> None:
    plain, small = begun.client.get(address), packed(begun.client, address)
    assert gzip.decompress(small.data) == plain.data
    assert small.headers["Content-Length"] == str(len(small.data))
    assert len(small.data) < len(plain.data)
    assert plain.headers["Vary"] == small.headers["Vary"] == "Accept-Encoding"
    assert "Content-Encoding" not in plain.headers


@pytest.mark.parametrize("address", ADDRESSES)
def test_secrets_and_typed_text_are_not_compressed(begun: Visitor, address: str) -> None:
    address = f"{address}?x={REFLECTED}"
    page, small = begun.client.get(address).data, packed(begun.client, address).data
    token = begun.client.page.source.partition(b'name="csrf_token" id="csrf_token" value="')[2][:32]
    for secret in filter(None, (token, TYPED.encode(), REFLECTED.encode())):
        assert small.count(secret) == page.count(secret)


def test_length_does_not_tell_what_is_reflected(begun: Visitor) -> None:
    page = begun.client.get("/questions").data
    token = re.findall(rb'name="csrf_token" id="csrf_token" value="([^"]+)"', page)[0].decode()
    told = {len(packed(begun.client, f"/questions?x={text}").data) for text in (token, "z" * len(token))}
    assert len(told) == 1
    told = {len(packed(begun.client, f"/questions?x={text}").data) for text in ("checkbox", "qjqjqjqj")}
    assert len(told) == 1


def test_refused_form_keeps_typed_text_apart(begun: Visitor) -> None:
    begun.open("/questions")
    begun.write("own-2", TOO_LONG)
    data = begun.form.data("Make my sheet")
    small = begun.client.post("/questions", data=data, headers=GZIP)
    assert small.status_code == 400
    assert small.data.count(TOO_LONG.encode()) == gzip.decompress(small.data).count(TOO_LONG.encode()) > 0


@pytest.mark.parametrize(
    ("accepted", "used"),
    [
        ("gzip", "gzip"),
        ("br;q=1.0, gzip;q=0.2", "gzip"),
        ("*", None),  # the page as it is will do
        ("", None),
        ("identity", None),
        ("br", None),
        ("gzip;q=0", None),
        ("gzip;q=0.5, identity", None),
        ("*;q=0", None),
    ],
)
def test_only_what_the_browser_takes_is_sent(client: FlaskClient, accepted: str, used: str | None) -> None:
    for address in ("/about", "/static/site.css"):
        response = client.get(address, headers={"Accept-Encoding": accepted})
        assert response.headers.get("Content-Encoding") == used
        assert response.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("address", ["/about", "/nowhere", "/static/site.css"])
def test_head_is_as_get(client: FlaskClient, address: str) -> None:
    got, head = packed(client, address), client.head(address, headers=GZIP)
    assert head.data == b""
    for name in ("Content-Encoding", "Content-Length", "Content-Type", "Vary", "ETag"):
        assert head.headers.get(name) == got.headers.get(name)


@pytest.mark.parametrize("name", ["site.css", "sheet-screen.css", "fonts/HyperlegibleOpenZero-Regular.ttf"])
def test_static_files_are_compressed(client: FlaskClient, name: str) -> None:
    small = packed(client, f"/static/{name}")
    assert gzip.decompress(small.data) == (STATIC / name).read_bytes()
    assert len(small.data) < 0.6 * (STATIC / name).stat().st_size
    again = packed(client, f"/static/{name}", **{"If-None-Match": small.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert "Content-Encoding" not in again.headers
    some = packed(client, f"/static/{name}", Range="bytes=0-9")
    assert (some.status_code, len(some.data), some.headers.get("Content-Encoding")) == (206, 10, None)


@pytest.mark.parametrize("address", ["/static/sheet-picture.png", "/sheet.txt", "/healthz", "/blank.pdf"])
def test_what_would_not_shrink_or_is_typed_is_sent_as_it_is(begun: Visitor, address: str) -> None:
    response = packed(begun.client, address)
    assert response.status_code == 200
    assert "Content-Encoding" not in response.headers
