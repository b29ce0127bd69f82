"""Input of a visitor appears on its own pages and nowhere else."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from flask.testing import FlaskClient

from tests.promises.marks import (
    COOKIE,
    HEADER,
    HEADERS,
    NOTED,
    PATH,
    QUERY,
    SENT,
    TYPED,
    everything,
    fill_everything,
    found,
)
from tests.web.jar import ANSWERED, Jar, set_by
from tests.web.linter import SAME_FOR_EVERYONE, LintingClient
from tests.web.test_journey import AFTER, LOOK, ROUTES
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.test import TestResponse

    from app.content import Catalogue

OWN_PAGES = {
    "/questions",
    "/questions/order",
    "/sheet",
    "/sheet/page",
    "/sheet/message",
    "/sheet.txt",
    "/sheet.pdf",
    "/sheet-to-keep.pdf",
    "/sheet-to-fill-in.pdf",
    "/after",
    "/after/1.pdf",
    "/after/1.txt",
}
ADDRESSES = {*ROUTES.values(), *LOOK.values(), *AFTER.values()}
CONDITIONAL = {
    "If-None-Match": "*",
    "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT",
    "Range": "bytes=0-9",
}


class RecordingClient(LintingClient):
    """Keeps every response, redirects included, and sends marks in the headers of every request."""

    def __init__(self, app: Flask) -> None:
        super().__init__(app, app.response_class, use_cookies=True)
        self.set_cookie("extra", COOKIE)
        self.seen: list[TestResponse] = []

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **{"headers": HEADERS, **kwargs})
        self.seen.append(response)
        return response


@pytest.fixture
def filled(app: Flask, catalogue: Catalogue) -> RecordingClient:
    """A client that has filled in every form and opened every page."""
    client = RecordingClient(app)
    fill_everything(Visitor(client), catalogue)
    for address in sorted(ADDRESSES):
        client.get(address)
        client.head(address)
    return client


def said(response: TestResponse) -> str:
    """Return the text of a response, PDFs included: what is broken over lines there is one word, too."""
    if response.mimetype != "application/pdf" or not response.data:
        return str(response.text)
    command = ["pdftotext", "-raw", "-", "-"]
    run = subprocess.run(command, input=response.data, capture_output=True, check=True)
    return f"{run.stdout.decode()} {''.join(run.stdout.decode().split())}"


def test_typed_text_is_only_on_its_own_pages(
    filled: RecordingClient,
) -> None:
    assert found(TYPED, said(filled.get("/sheet.pdf"))) == TYPED
    assert found(TYPED, filled.get("/sheet.txt").text) == TYPED
    assert found(TYPED, filled.get("/sheet/page").text) == TYPED
    assert found(TYPED, filled.get("/sheet/message").text)
    assert found(NOTED, filled.get("/after/1.txt").text) == NOTED
    assert found(NOTED, said(filled.get("/after/1.pdf"))) == NOTED
    elsewhere = [seen for seen in filled.seen if seen.request.path not in OWN_PAGES]
    assert len(elsewhere) > len(ADDRESSES)
    assert {seen.request.path for seen in elsewhere if found(TYPED | NOTED, said(seen))} == set()


def test_headers_and_urls_hold_no_input(filled: RecordingClient) -> None:
    for seen in filled.seen:
        assert found(TYPED | NOTED | SENT, str(seen.headers)) == set()
        assert found(TYPED | NOTED | SENT, seen.request.full_path) == set()
    assert any(set_by(seen) for seen in filled.seen)
    assert any(seen.location for seen in filled.seen)


def test_no_address_tells_what_was_chosen(filled: RecordingClient, catalogue: Catalogue) -> None:
    """URLs are stored by browsers and proxies, so that ours contain at most the id of a moved question."""
    options = {option for chosen in everything(catalogue).values() for option in chosen}
    places = {seen.location or "" for seen in filled.seen} | {seen.request.full_path for seen in filled.seen}
    queries = {place.partition("?")[2].partition("#")[0] for place in places}
    assert queries == {""}
    pieces = {piece for place in places for piece in place.partition("#")[0].replace("?", "/").split("/")}
    assert pieces & options == set()


def test_request_metadata_is_not_echoed(filled: RecordingClient) -> None:
    for seen in filled.seen:
        assert found(SENT, said(seen)) == set()


def test_another_visitor_sees_nothing_of_it(app: Flask, filled: RecordingClient) -> None:
    assert filled.seen
    other = LintingClient(app, app.response_class, use_cookies=True)
    for address in sorted(ADDRESSES):
        assert found(TYPED, said(other.get(address))) == set()


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [("GET", f"/{PATH}", 404), ("POST", "/about", 405), ("POST", f"/questions?q={QUERY}", 413)],
)
def test_error_pages_echo_nothing(app: Flask, method: str, address: str, status: int) -> None:
    client = RecordingClient(app)
    response = client.open(address, method=method, data=f"own-1={HEADER}".encode() + b"x" * 70_000)
    assert response.status_code == status
    assert found({PATH, QUERY, HEADER, COOKIE}, response.text + str(response.headers)) == set()


def test_trace_method_is_refused(app: Flask) -> None:
    client = RecordingClient(app)
    response = client.open("/questions", method="TRACE")
    assert response.status_code == 405
    assert found(SENT, response.text) == set()


# --- Caching -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", sorted(ADDRESSES - SAME_FOR_EVERYONE - {"/static/site.css"}))
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST", "DELETE"])
def test_responses_are_never_cacheable(app: Flask, method: str, address: str) -> None:
    """A 304 would mean that the browser has stored the page. Holds for OPTIONS, 405 and 400 too."""
    response = FlaskClient(app, app.response_class).open(address, method=method, headers=CONDITIONAL)
    assert response.status_code in {200, 303, 400, 405}
    assert response.headers["Cache-Control"] == "no-store"
    assert not {"ETag", "Last-Modified", "Expires"} & set(response.headers.keys())


def test_redirects_and_errors_are_not_cacheable(filled: RecordingClient, keys: tuple[str, ...]) -> None:
    """The linter checks every response of every test; this test makes sure that these kinds occur."""
    visitor = Visitor(filled)
    visitor.open("/clear")
    filled.post("/questions", headers={"Sec-Fetch-Site": "cross-site"})
    filled.post("/questions", data={"csrf_token": "wrong"})
    visitor.press("Clear my answers")
    Jar(filled, keys[0]).put(ANSWERED, "spoiled")
    filled.get("/check")
    ends = {seen.status_code: seen.headers["Cache-Control"] for seen in filled.seen[-7:]}
    assert ends.keys() >= {200, 303, 400, 403}
    assert set(ends.values()) == {"no-store"}


def test_cacheable_files_are_not_personal(filled: RecordingClient) -> None:
    kept = {seen.request.path for seen in filled.seen if seen.headers["Cache-Control"] != "no-store"}
    assert kept == {"/static/site.css", "/blank.pdf"}
    for path in kept:
        first = filled.get(path)
        again = filled.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, set_by(again)) == (304, {})
        assert found(TYPED | SENT, said(first)) == set()


# --- Clearing ----------------------------------------------------------------------------------------


def test_clear_deletes_cookies_and_storage(
    filled: RecordingClient,
) -> None:
    """`"cookies"` in Clear-Site-Data would clear all subdomains, such as the portal of the hospital."""
    visitor = Visitor(filled)
    visitor.open("/clear")
    visitor.press("Clear my answers")
    assert visitor.first.headers["Clear-Site-Data"] == '"storage"'
    assert len(set_by(visitor.first)) == 3
    assert all("Max-Age=0" in header for header in set_by(visitor.first).values())
    for address in sorted(OWN_PAGES):
        assert found(TYPED, said(filled.get(address))) == set()


def test_only_clear_sends_clear_site_data(filled: RecordingClient) -> None:
    filled.post("/clear", data={"csrf_token": "wrong"})
    assert {seen.headers.get("Clear-Site-Data") for seen in filled.seen} == {None}
