"""The console output of gunicorn contains no personal data."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from app.settings import ROOT
from app.web.log import RedactingFilter, install_redacting_filter
from tests.promises.faulty import FAULTY
from tests.promises.marks import (
    ADDRESS,
    AGENT,
    COLUMN,
    COOKIE,
    DATE,
    HEADER,
    HEADERS,
    OWN,
    PATH,
    QUERY,
    SENT,
    TYPED,
    WITH,
    everything,
    found,
)
from tests.promises.server import Server, serving
from tools.walk.browser import Browser, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content import Catalogue

COOKIES = {"Cookie": f"extra={COOKIE}; sheet={COOKIE}"}
REQUEST_HEADERS = {**HEADERS, **COOKIES, "Referer": f"http://elsewhere.example/{HEADER}"}
KNOWN_LINES = (
    "Starting gunicorn",
    "Listening at",
    "Using worker",
    "Booting worker",
    "RuntimeError at ",
    "a request could not be answered: base.py:",
)
INVALID_REQUESTS = {
    "a method": f"{HEADER} / HTTP/1.1\r\n\r\n",
    "a first line": f"{HEADER}\r\n\r\n",
    "a version": f"GET /{PATH}?{QUERY} HTTP/{HEADER}\r\n\r\n",
    "a name of a header": f"GET /{PATH} HTTP/1.1\r\n{HEADER} x: {AGENT}\r\n\r\n",
    "a header": f"GET /{PATH} HTTP/1.1\r\nHost: x\r\nX-A: \x00{HEADER}\r\n\r\n",
    "a length": f"POST /{PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: {HEADER}\r\n\r\n",
    "an address too long": f"GET /{PATH * 2000} HTTP/1.1\r\nHost: x\r\n\r\n",
    "a header too long": f"GET / HTTP/1.1\r\nHost: x\r\nX-A: {HEADER * 2000}\r\n\r\n",
    "a chunk": f"POST /clear HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n{HEADER}\r\n",
    "a transfer": f"POST /clear HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: {HEADER}\r\n\r\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("server")
    with serving("tests.promises.faulty:app_with_a_fault()", folder) as running:
        yield running


def nothing_personal(server: Server) -> None:
    said = server.said()
    assert found(TYPED | SENT, "\n".join(said)) == set()
    without_ours = [line.replace(str(ROOT), "") for line in said if "Listening at" not in line]
    assert found({"127.0.0.1", *PATHS}, "\n".join(without_ours)) == set()


PATHS = {"/questions", "/sheet", "/step", "/clear", "GET ", "POST ", "HTTP/1", "Mozilla", "urllib"}


def walk(server: Server, catalogue: Catalogue) -> None:
    browser = Browser(server.address)
    page = browser.page("/step/about-you")
    answers = everything(catalogue)
    for _step in catalogue.steps:
        form = page.form()
        for name in form.names:
            form.choose(name, answers[name])
        page = browser.press(form, "Continue")
    page = browser.page("/questions")
    for name, text in OWN.items():
        page = write(browser, page, {name: text}, "Add")
    page = browser.press(page.form(), "Make my sheet")
    write(browser, page, {**COLUMN, **WITH, **DATE}, "Continue").expect("Your sheet is ready")
    assert found(TYPED, browser.fetch("/sheet.txt").body.decode()) == TYPED
    assert browser.fetch("/sheet.pdf").body.startswith(b"%PDF-")
    assert browser.fetch("/sheet/page").body


def write(browser: Browser, page: Page, texts: dict[str, str], button: str) -> Page:
    form = page.form()
    for control in form.controls:
        control.value = texts.get(control.name, control.value)
    return browser.press(form, button)


def test_a_walk_leaves_no_line(server: Server, catalogue: Catalogue) -> None:
    before = len(server.said())
    walk(server, catalogue)
    assert server.said()[before:] == []
    nothing_personal(server)


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", f"/{PATH}?q={QUERY}", b"", 404),
        ("POST", f"/about?q={QUERY}", b"own-1=Markown1q", 405),
        ("POST", f"/questions?q={QUERY}", b"own-1=Markown1q" + b"x" * 70_000, 413),
        ("POST", f"/sheet?q={QUERY}", b"visit_with=Markdoctorq", 400),
        ("GET", f"{FAULTY}?q={QUERY}", b"", 500),
    ],
)
def test_errors_log_no_personal_data(
    server: Server, method: str, path: str, body: bytes, status: int
) -> None:
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert server.ask(method, path, {**REQUEST_HEADERS, **kind}, body) == status
    nothing_personal(server)
    if status == 500:
        assert "RuntimeError at " in server.said()[-1]


@pytest.mark.parametrize("raw", INVALID_REQUESTS.values(), ids=INVALID_REQUESTS)
def test_invalid_requests_log_no_personal_data(server: Server, raw: str) -> None:
    """A request that was damaged in transit may still contain personal data."""
    assert server.send(raw.encode("latin-1")).startswith(b"HTTP/1.1 ")
    nothing_personal(server)


def test_every_log_line_is_of_a_known_kind(server: Server) -> None:
    strange = [line for line in server.said() if not any(kind in line for kind in KNOWN_LINES)]
    assert strange == []
    assert ADDRESS not in "".join(server.said())


def line(error: Exception | None, message: str, *given: object) -> str:
    """Return the line that the error log of gunicorn has for a message, after the filter."""
    install_redacting_filter()
    log = logging.getLogger("gunicorn.error")
    info = (type(error), error, error.__traceback__) if error else None
    record = log.makeRecord(log.name, logging.ERROR, "arbiter.py", 1, message, given, info)
    assert log.filter(record)
    return logging.Formatter().format(record)


def test_master_messages_are_unchanged() -> None:
    assert line(None, "Can't connect to %s", ("", 80)) == "Can't connect to ('', 80)"


def test_exceptions_log_only_type_and_location() -> None:
    try:
        failing_with(WITH["visit_with"])
    except RuntimeError as error:
        said = line(error, "Error handling request %s", f"/{PATH}")
    assert "RuntimeError at " in said
    assert "test_logs.py:" in said
    assert found(TYPED | SENT, said) == set()


def failing_with(message: str) -> None:
    raise RuntimeError(message)


def test_starting_twice_adds_one_filter() -> None:
    install_redacting_filter()
    install_redacting_filter()
    filters = logging.getLogger("gunicorn.error").filters
    assert len([present for present in filters if isinstance(present, RedactingFilter)]) == 1
