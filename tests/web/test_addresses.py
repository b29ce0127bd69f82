"""Addresses with something typed along, and those with a version."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.addresses import TYPED_ALONG, leads_to_page, mended
from app.web.versions import ARGUMENT

if TYPE_CHECKING:
    from flask import Flask

    from tests.web.linter import LintingClient

IMMUTABLE = "public, max-age=31536000, immutable"


@pytest.mark.parametrize("typed_along", [*TYPED_ALONG, ").", ",”", "/.", "//", "…"])
@pytest.mark.parametrize("path", ["/questions", "/step/stage", "/sheet.pdf", "/blank"])
def test_what_was_typed_along_leads_to_the_page(client: LintingClient, path: str, typed_along: str) -> None:
    answered = client.get(path + quote(typed_along))
    assert (answered.status_code, answered.location) == (303, path)


@pytest.mark.parametrize(
    "path", ["/Questions", "/PRIVACY", "/Step/Stage/", "/Sheet.PDF.", "/questions//order"]
)
def test_capitals_and_doubled_slashes_lead_to_the_page(client: LintingClient, path: str) -> None:
    client.get("/questions")  # without answers, most pages lead to the start
    answered = client.get(path, follow_redirects=True)
    assert answered.status_code == 200
    assert answered.request.path == path.lower().replace("//", "/").rstrip("/.")


def test_the_query_is_kept(client: LintingClient) -> None:
    answered = client.get("/step/stage.?change=questions&a=%C3%A9")
    assert answered.location == "/step/stage?change=questions&a=%C3%A9"


def test_head_is_led_and_a_form_is_not(client: LintingClient) -> None:
    assert client.head("/questions/").location == "/questions"
    assert client.post("/questions/", data={"own-1": "x"}).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/",
        "//evil.example/questions.",
        "/\\evil.example/.",
        "/static//evil.example/.",
        "/.",
        "/%2F%2Fevil/",
    ],
)
def test_no_address_leads_to_another_host(client: LintingClient, path: str) -> None:
    where = client.get(path).location or "/"
    assert urlsplit(where).netloc == ""
    assert not unquote(where).startswith(("//", "/\\"))


@given(path=st.text(alphabet="/aQqsStTeEpP. %”", max_size=20).map("/".__add__))
def test_mending_ends(app: Flask, path: str) -> None:
    urls = app.url_map.bind("localhost")
    seen = []
    while (better := mended(urls, path)) is not None:
        assert leads_to_page(urls, better)
        assert better.startswith("/")
        assert not better.startswith("//")
        seen.append(path := better)
        assert len(seen) <= 2


def test_only_the_version_that_is_served_is_kept_long(client: LintingClient) -> None:
    client.get("/")
    address = next(
        link.get("href", "") for link in client.page.all("link") if "site.css" in link.get("href", "")
    )
    assert client.get(address).headers["Cache-Control"] == IMMUTABLE
    for other in (
        f"/static/site.css?{ARGUMENT}=000000000000",
        "/static/site.css",
        f"/static/site.css?{ARGUMENT}=",
    ):
        assert client.get(other).headers["Cache-Control"] == "public, max-age=3600"
    assert client.get(address.replace("site.css", "nothing.css")).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("sheet", ["site.css", "sheet-screen.css"])
def test_what_a_stylesheet_names_is_kept_long_too(client: LintingClient, sheet: str) -> None:
    named = re.findall(r'url\("([^"]+)"\)', client.get(f"/static/{sheet}").text)
    kept = {each: client.get(urljoin("/static/", each)).headers["Cache-Control"] for each in named}
    # The version of a file that changed: shasum -a 256 FILE | cut -c 1-12
    assert kept == dict.fromkeys(named, IMMUTABLE)
    assert len(named) > 1


def test_a_file_that_changes_gets_another_address(client: LintingClient) -> None:
    client.get("/questions")
    client.get("/sheet/page")
    versions = [urlsplit(link.get("href", "")).query for link in client.page.all("link")]
    assert len(set(versions)) == len(versions) == 3
