from __future__ import annotations

import logging
import threading
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from cryptography.fernet import Fernet
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)
from werkzeug.serving import WSGIRequestHandler, make_server

from app import create_app
from app.settings import Settings
from tests.browser.person import PEOPLE
from tests.catalogues import JOURNEY_FILE
from tools.chromium import LAUNCH_ARGS, chromium_path
from tools.firefox import Firefox, FirefoxError, firefox, firefox_path
from tools.waiting import TIMEOUT_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from wsgiref.types import StartResponse, WSGIEnvironment

    from playwright._impl._api_structures import SetCookieParam

LOOKS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"color_scheme": "dark", "forced_colors": "active"},
    "sizes": {"color_scheme": "light"},  # resized by its tests
}
TIMEOUT_MS = TIMEOUT_SECONDS * 1000
STATUS_MESSAGE = "Failed to load resource: the server responded with a status of"  # logged for error pages


class _QuietHandler(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002  the name is Werkzeug's
        """Suppress the access log."""


class _Serialized:
    """Serializes requests: browsers open several connections, and the app expects one thread."""

    def __init__(self) -> None:
        self._app = create_app(Settings((Fernet.generate_key().decode(),), JOURNEY_FILE))
        self._app.config["PROPAGATE_EXCEPTIONS"] = False  # show error pages, as in production
        self._turn = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with self._turn:
            return self._app(environ, start_response)


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The base URL of the app, without a trailing slash."""
    server = make_server("127.0.0.1", 0, _Serialized(), threaded=True, request_handler=_QuietHandler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    expect.set_options(timeout=TIMEOUT_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=LAUNCH_ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def fox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """A Firefox for all tests: to start it takes longer than most of them."""
    try:
        firefox_path()
    except FirefoxError as error:
        pytest.skip(str(error))
    with firefox(tmp_path_factory.mktemp("firefox") / "profile", "--headless") as browser:
        yield browser


class Visits:
    """Opens browsers with the cookies of one of PEOPLE or none, and records requests and console messages."""

    def __init__(self, chromium: Browser, address: str) -> None:
        self._chromium, self.address = chromium, address
        self._cookies: dict[str, list[SetCookieParam] | None] = {"nobody": []}
        self._tabs: dict[str, Page] = {}
        self.requested: list[str] = []
        self.said: list[str] = []

    def open(self, who: str = "nobody", **options: Any) -> Page:
        """Return a page in a new browser context. Scripts are off unless the options turn them on."""
        settings = {"base_url": self.address, "java_script_enabled": False, **options}
        context = self._chromium.new_context(**settings)
        context.set_default_timeout(TIMEOUT_MS)
        context.add_cookies(self.cookies(who))
        context.on("request", self._on_request)
        context.on("console", self._on_console)
        return context.new_page()

    def look(self, who: str, how: str = "light") -> Page:
        """Return the shared page for one of LOOKS, with the cookies of one of PEOPLE.

        It stays open over tests, which halves their time. Scripts are on and the content security policy is
        off, so that tests can run scripts of their own.
        """
        if how not in self._tabs:
            self._tabs[how] = self.open(java_script_enabled=True, bypass_csp=True, **LOOKS[how])
        tab = self._tabs[how]
        tab.context.clear_cookies()
        tab.context.add_cookies(self.cookies(who))
        return tab

    def cookies(self, who: str) -> list[SetCookieParam]:
        """Return the cookies of one of PEOPLE, created once by filling in the form."""
        if who not in self._cookies:
            self._cookies[who] = None
            page = self.open()
            PEOPLE[who](page)
            self._cookies[who] = _to_set(page.context)
            page.context.close()
        cookies = self._cookies[who]
        if cookies is None:
            pytest.fail(f"the {who} could not fill in the form; see the first failed test")
        return cookies

    def close(self) -> None:
        """Close all contexts but those of shared pages."""
        kept = [tab.context for tab in self._tabs.values()]
        for context in self._chromium.contexts:
            if context not in kept:
                context.close()

    @property
    def origins(self) -> set[str]:
        parts = [urlsplit(url) for url in self.requested]
        return {f"{part.scheme}://{part.netloc}" for part in parts}

    def _on_request(self, request: Request) -> None:
        self.requested.append(request.url)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"warning", "error"} and not message.text.startswith(STATUS_MESSAGE):
            self.said.append(message.text)


def _to_set(context: BrowserContext) -> list[SetCookieParam]:
    return [
        {"name": cookie["name"], "value": cookie["value"], "domain": cookie["domain"], "path": cookie["path"],
         "httpOnly": cookie["httpOnly"], "secure": cookie["secure"], "sameSite": cookie["sameSite"]}
        for cookie in context.cookies()
    ]  # fmt: skip


@pytest.fixture(scope="session")
def all_visits(chromium: Browser, address: str) -> Visits:
    return Visits(chromium, address)


@pytest.fixture
def visits(all_visits: Visits, caplog: pytest.LogCaptureFixture) -> Iterator[Visits]:
    """Browsers for one test. Fails if the server logs an error or the browser a console message."""
    all_visits.requested.clear()
    all_visits.said.clear()
    with ExitStack() as stack:
        stack.callback(all_visits.close)
        yield all_visits
    errors = [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert not errors
    assert not all_visits.said


@pytest.fixture
def page(visits: Visits) -> Page:
    """A new browser with scripts off and no cookies."""
    return visits.open()
