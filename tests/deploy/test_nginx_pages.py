"""What nginx says by itself, tried on a started one with the shipped configuration."""

from __future__ import annotations

import re
import shutil
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from tests.web.page import Page, text_of
from tools.drill.copies import Copy
from tools.drill.proxy import nginx
from tools.waiting import TIMEOUT_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.drill.proxy import Proxy

pytestmark = pytest.mark.skipif(
    not shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin"), reason="nginx is not installed"
)
ROUTE = "GET / HTTP/1.1\r\nHost: sheet.example.org\r\nConnection: close\r\n"
CASES = {
    "a request that is none": ("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400, "We could not read that"),
    "a first line that is none": ("GET\r\n\r\n", 400, "We could not read that"),
    "no host": ("GET / HTTP/1.1\r\n\r\n", 400, "We could not read that"),
    "a body": (
        "POST /step/stage HTTP/1.1\r\nHost: sheet.example.org\r\nContent-Length: 100000\r\n\r\n",
        413,
        "That was too much at once",
    ),
    "an address": (
        f"GET /?{'a' * 9_000} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        414,
        "That address is too long",
    ),
    "a longer address": (
        f"GET /?{'a' * 80_000} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        414,
        "That address is too long",
    ),
    "a cookie": (f"{ROUTE}Cookie: a={'a' * 70_000}\r\n\r\n", 431, "There are too many cookies"),
    "many cookies": (
        ROUTE + "".join(f"Cookie: a{number}={'a' * 60_000}\r\n" for number in range(5)) + "\r\n",
        431,
        "There are too many cookies",
    ),
    "no copy": (f"{ROUTE}\r\n", 502, "We are back in a moment"),
}


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """Return an nginx whose two copies are both down."""
    folder = tmp_path_factory.mktemp("nginx")
    # nginx gives up its rights, and must still reach its files.
    for above in (folder, *folder.parents):
        above.chmod(0o755)
        if above.name.startswith("pytest-of-"):
            break
    with nginx(folder / "run", [Copy("app-1", folder / "a"), Copy("app-2", folder / "b")]) as running:
        yield running


def answer(port: int, request: str) -> tuple[str, bytes]:
    """Send a request as it stands, and return head and body of the answer."""
    with socket.create_connection(("127.0.0.1", port), TIMEOUT_SECONDS) as connection:
        with suppress(ConnectionError):  # refused before it was all sent
            connection.sendall(request.encode())
        answered = b""
        with suppress(ConnectionError):  # closed with some of the request unread
            while received := connection.recv(65_536):
                answered += received
    head, _blank, body = answered.partition(b"\r\n\r\n")
    return head.decode(), body


@pytest.mark.parametrize("case", CASES)
def test_a_refusal_is_a_kind_page(proxy: Proxy, case: str) -> None:
    request, status, heading = CASES[case]
    head, body = answer(proxy.port, request)
    assert head.startswith(f"HTTP/1.1 {status} ")
    page = Page(body)
    assert not page.faults
    assert (page.heading, page.title, page.root.get("lang")) == (heading, heading, "en")
    (spanish,) = (each for each in page.all("div") if each.get("lang") == "es")
    assert len(text_of(spanish).split()) > len(heading.split())
    named = {meta.get("name"): meta.get("content") for meta in page.all("meta")}
    assert named["color-scheme"] == "light dark"
    assert "width=device-width" in str(named["viewport"])
    assert "Cache-Control: no-store" in head
    assert ("Retry-After: 5" in head) == (status == 502)
    assert "nginx" not in body.decode()


def test_large_cookies_of_others_pass(proxy: Proxy) -> None:
    head, _body = answer(proxy.port, f"{ROUTE}Cookie: a={'a' * 40_000}\r\n\r\n")
    assert head.startswith("HTTP/1.1 502 ")  # asked the copies, which are down


def test_the_page_has_no_address_of_its_own(proxy: Proxy) -> None:
    head, _body = answer(proxy.port, "GET /-/nginx HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert re.match(r"HTTP/1.1 404 ", head)
