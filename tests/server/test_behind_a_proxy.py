"""What a started gunicorn takes from a proxy: the path, and nothing that a visitor could have written."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urljoin, urlsplit

import pytest

from tests.catalogues import JOURNEY_FILE
from tests.web.page import Page
from tools.gunicorn_server import Server, gunicorn
from tools.waiting import TIMEOUT_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from werkzeug.datastructures import MultiDict

FORWARDED = [
    {"X-Forwarded-Proto": "https"},
    {"X-Forwarded-Proto": "https", "X-Forwarded-Ssl": "off"},
    {"X-Forwarded-Ssl": "on"},
    {"X-Forwarded-Protocol": "ssl"},
    {"Forwarded": "proto=https;host=evil.example"},
]
SMALL: dict[str, Any] = {"QUESTIONS_FILE": str(JOURNEY_FILE), "WORKERS": "1", "PDFS": "1"}


class Tab:
    """A tab of a browser: follows redirects, and keeps its cookies."""

    def __init__(self, server: Server) -> None:
        self.server, self.cookies, self.address = server, dict[str, str](), ""

    def open(self, address: str, data: MultiDict[str, str] | None = None) -> Page:
        """Go to an address, or send a form there."""
        self.address = urljoin(self.address, address)
        path = urlsplit(self.address)._replace(fragment="").geturl()
        connection = HTTPConnection("127.0.0.1", self.server.port, timeout=TIMEOUT_SECONDS)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = None if data is None else urlencode(list(data.items(multi=True)))
        connection.request("GET" if data is None else "POST", path, body, headers)
        answer = connection.getresponse()
        for cookie in answer.msg.get_all("Set-Cookie", []):
            name, _is, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        page = answer.read()
        if answer.status == 303:
            return self.open(answer.headers["Location"])
        assert answer.status == 200, path
        return Page(page, path)


@pytest.fixture(scope="module", params=["PREFIX", "SCRIPT_NAME"])
def below(request: pytest.FixtureRequest) -> Iterator[Server]:
    settings: dict[str, Any] = {request.param: "/questions"}
    with gunicorn(**SMALL, **settings) as server:
        yield server


def test_a_journey_below_a_path(below: Server) -> None:
    tab = Tab(below)
    start = tab.open("/questions/")
    page = tab.open(start.links["Start"])
    assert tab.address.startswith("/questions/step/")
    while "Continue" in {text for text, _name, _value in page.form().buttons}:
        page = tab.open(page.form().action, page.form().data("Continue"))
    assert page.heading == "Check your answers"
    page = tab.open(page.links["See my questions"])
    assert tab.address.startswith("/questions/questions")
    assert below.get(page.all("link")[1].get("href", "")).status == 200
    page = tab.open(page.form().action, page.form().data("Make my sheet"))
    assert page.heading == "Your sheet"


@pytest.mark.parametrize("path", ["/healthz", "/questions/healthz"])
def test_health_is_told_at_both_places(below: Server, path: str) -> None:
    assert below.get(path).body == b"ok\n"


@contextmanager
def unix_socket(path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(TIMEOUT_SECONDS)
        connection.connect(str(path))
        yield connection


@pytest.fixture(scope="module")
def by_socket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """Return a gunicorn that listens at a port and at a unix socket."""
    path = tmp_path_factory.mktemp("socket") / "s"
    with gunicorn(**SMALL, also=f"unix:{path}") as server:
        yield server, path


@pytest.mark.parametrize("headers", FORWARDED, ids=" ".join)
def test_forwarded_headers_do_not_count(by_socket: tuple[Server, Path], headers: dict[str, str]) -> None:
    """Nor over a unix socket, whose other side gunicorn always believes."""
    server, path = by_socket
    by_network = server.get("/step/stage", **headers)
    assert by_network.status == 200
    assert "Secure" not in by_network.headers["Set-Cookie"]
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    with unix_socket(path) as connection:
        connection.sendall(f"GET /step/stage HTTP/1.1\r\nHost: a\r\n{head}\r\n".encode())
        answer = connection.makefile("rb").read().decode()
    assert answer.startswith("HTTP/1.1 200 ")
    assert "Secure" not in answer.partition("\r\n\r\n")[0]


def test_with_one_proxy_its_header_counts() -> None:
    with gunicorn(**SMALL, PROXIES="1") as server:
        for headers in ({"X-Forwarded-Proto": "https"}, FORWARDED[1]):
            assert "Secure" in server.get("/step/stage", **headers).headers["Set-Cookie"]
        assert "Secure" not in server.get("/step/stage", **FORWARDED[2]).headers["Set-Cookie"]


def test_large_cookies_of_other_programs_pass(below: Server) -> None:
    assert below.get("/questions/", Cookie=f"theirs={'a' * 60_000}").status == 200
