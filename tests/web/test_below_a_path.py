"""The app below a path of a host: a browser behind a proxy that passes the path on, or removes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.catalogues import JOURNEY_FILE, SAYS_EVERYTHING
from tests.conftest import serving
from tests.web.linter import LintingClient
from tests.web.sheets import listed
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.test import TestResponse

# A path of one part, one of two, and names of pages of the app itself.
ROOTS = ("/care", "/care/sheet-1", "/questions", "/sheet")
PAGES = (
    "/",
    "/about",
    "/questions",
    "/questions/order",
    "/sheet",
    "/sheet/page",
    "/step/stage",
    "/blank.pdf",
)


class Behind(LintingClient):
    """A browser behind a proxy. The linter sees each link and redirect that leaves the path."""

    removes = False

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        path, *others = args
        assert path.startswith(f"{self.root}/"), f"{path} is not below {self.root}"
        return super().open(path.removeprefix(self.root) if self.removes else path, *others, **kwargs)


@pytest.fixture(scope="module", params=ROOTS)
def below(request: pytest.FixtureRequest, keys: tuple[str, ...]) -> Flask:
    return serving(JOURNEY_FILE, keys, request.param)


@pytest.fixture(params=[False, True], ids=["passed on", "removed"])
def behind(below: Flask, request: pytest.FixtureRequest) -> Behind:
    below.test_client_class = Behind
    client = below.test_client()
    assert isinstance(client, Behind)
    client.removes = request.param
    client.root = below.wsgi_app.prefix  # type: ignore[attr-defined]
    return client


def test_the_whole_journey_stays_below_the_path(behind: Behind) -> None:
    visitor = Visitor(behind)
    visitor.walk(SAYS_EVERYTHING)
    visitor.go("See my questions")
    visitor.write("own-1", "Is there a garden?")
    visitor.press("Update my list")
    assert listed(visitor.page)["own-1"].text == "Is there a garden?"
    visitor.press("Make my sheet")
    visitor.write("month", "13")
    assert visitor.press("Continue").errors
    visitor.write("month", "")
    visitor.press("Continue")
    assert visitor.page.heading == "Your sheet is ready"
    visitor.go("Read or print it as a web page")
    assert "Is there a garden?" in visitor.page.text
    assert behind.get(visitor.page.links["Download the PDF"]).mimetype == "application/pdf"
    visitor.go("Back")
    visitor.go("Clear my answers")
    visitor.press("Clear my answers")
    assert visitor.address == f"{behind.root}/cleared"


@pytest.mark.parametrize("path", PAGES)
def test_every_kind_of_page_is_found(behind: Behind, path: str) -> None:
    Visitor(behind).open(f"{behind.root}/questions")  # without answers, most pages lead to the start
    assert behind.get(behind.root + path).status_code == 200


def test_its_styles_are_found(behind: Behind) -> None:
    behind.get(f"{behind.root}/")
    for link in behind.page.all("link"):
        assert behind.get(link.get("href", "")).headers["Cache-Control"].endswith("immutable")


def test_mistyped_and_unknown_addresses_stay_below_it(behind: Behind) -> None:
    assert behind.get(f"{behind.root}/privacy.").location == f"{behind.root}/privacy"
    assert behind.get(f"{behind.root}/nowhere").status_code == 404


@pytest.mark.parametrize("path", ["/healthz", "/care/healthz"])
def test_health_is_told_with_and_without_the_path(keys: tuple[str, ...], path: str) -> None:
    assert serving(JOURNEY_FILE, keys, "/care").test_client().get(path).text == "ok\n"


def test_the_path_without_a_slash_is_the_start_page(keys: tuple[str, ...]) -> None:
    client = serving(JOURNEY_FILE, keys, "/care").test_client()
    assert "Start</a>" in client.get("/care").text


def test_a_path_that_only_begins_alike_is_none(keys: tuple[str, ...]) -> None:
    client = serving(JOURNEY_FILE, keys, "/care").test_client()
    assert client.get("/careful/about").status_code == 404


def test_a_client_cannot_choose_the_path(client: LintingClient) -> None:
    """The linter would see its links."""
    headers = {"X-Forwarded-Prefix": "/evil", "X-Script-Name": "/evil", "Script-Name": "/evil"}
    assert client.get("/", headers=headers).status_code == 200
