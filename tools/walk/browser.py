"""A minimal HTTP browser: cookies, redirects, links and forms, without scripts."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http import HTTPStatus
from http.client import HTTPException, IncompleteRead
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import (
    HTTPCookieProcessor,
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    OpenerDirector,
    Request,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from http.client import HTTPMessage, HTTPResponse
    from typing import IO, Any

VOID_ELEMENTS = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
}
TICKABLE = {"radio", "checkbox"}
MAX_ATTEMPTS = 60


class WalkError(Exception):
    """A page, link, button or option is missing, or a request failed."""


class _RetryLaterError(Exception):
    """The response is a 503 with Retry-After."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds


class _IncompleteResponseError(Exception):
    """The response ended before its declared length."""

    def __init__(self, url: str) -> None:
        self.url = url


@dataclass
class Node:
    """An HTML element."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator[Node]:
        """Yield the descendants with one of these tags, in document order."""
        for child in self.children:
            if isinstance(child, Node):
                if child.tag in tags:
                    yield child
                yield from child.all(*tags)

    def by_id(self, name: str) -> Node | None:
        elements = (child for child in self.children if isinstance(child, Node))
        found = (child if child.attributes.get("id") == name else child.by_id(name) for child in elements)
        return next((node for node in found if node), None)

    def has_class(self, name: str) -> bool:
        return name in self.attributes.get("class", "").split()

    @property
    def raw_text(self) -> str:
        return "".join(child if isinstance(child, str) else child.raw_text for child in self.children)

    @property
    def text(self) -> str:
        """The text content with collapsed white space."""
        return " ".join(self.raw_text.split())


class _TreeBuilder(HTMLParser):
    """Builds a tree of nodes. Every element must be closed, unless it is void."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("document")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID_ELEMENTS:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) == 1 or self.open.pop().tag != tag:
            raise WalkError(f"the HTML is broken: </{tag}> in line {self.getpos()[0]} closes nothing")

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def _tree(html: str) -> Node:
    builder = _TreeBuilder()
    builder.feed(html)
    builder.close()
    return builder.open[0]


@dataclass
class Control:
    """A form control. Each radio button and checkbox is one of its own."""

    kind: str
    name: str
    value: str
    label: str
    ticked: bool

    @property
    def is_sent(self) -> bool:
        return self.ticked or self.kind not in TICKABLE


@dataclass
class Form:
    """A form with its current values; `choose` and `write` change them."""

    action: str
    controls: list[Control]
    buttons: list[Control]

    @property
    def names(self) -> set[str]:
        return {control.name for control in self.controls if control.kind in TICKABLE}

    def choose(self, name: str, values: Collection[str]) -> list[str]:
        """Select exactly these values of a field and return their labels."""
        group = [control for control in self.controls if control.name == name and control.kind in TICKABLE]
        missing = set(values) - {control.value for control in group}
        if missing:
            raise WalkError(f"{name} does not offer {', '.join(sorted(missing))}")
        if len(values) > 1 and {control.kind for control in group} == {"radio"}:
            raise WalkError(f"{name} allows one answer, not {', '.join(values)}")
        for control in group:
            control.ticked = control.value in values
        return [control.label for control in group if control.ticked]

    def write(self, name: str, text: str) -> None:
        """Replace the text of a text field."""
        box = next((control for control in self.controls if control.name == name), None)
        if box is None or box.kind not in {"text", "textarea"}:
            raise WalkError(f"there is no box {name} to write in")
        box.value = text

    def encoded(self, label: str) -> bytes:
        """Return the request body that the button with this label sends."""
        button = next((button for button in self.buttons if button.label == label), None)
        if button is None:
            raise WalkError(f"there is no button “{label}”")
        sent = [(control.name, control.value) for control in self.controls if control.is_sent]
        own = [(button.name, button.value)] if button.name else []
        return urlencode([*sent, *own]).encode()


@dataclass(frozen=True)
class Reply:
    """A response. `milliseconds` includes redirects."""

    url: str
    kind: str
    body: bytes
    milliseconds: float


class Page:
    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        self.root = _tree(reply.body.decode("utf-8"))
        self.main = next(self.root.all("main"), self.root)

    @property
    def heading(self) -> str:
        return next((node.text for node in self.main.all("h1")), "")

    def expect(self, heading: str) -> None:
        if self.heading != heading:
            raise WalkError(f"came to “{self.heading}” instead of “{heading}”")

    def link(self, label: str) -> str:
        for node in self.root.all("a"):
            if node.text == label:
                return urljoin(self.reply.url, node.attributes["href"])
        raise WalkError(f"there is no link “{label}” on “{self.heading}”")

    def form(self) -> Form:
        node = next(self.main.all("form"), None)
        if node is None or node.attributes.get("method") != "post":
            raise WalkError(f"there is no form on “{self.heading}”")
        labels = {label.attributes.get("for", ""): label.text for label in node.all("label")}
        controls = [_control(control, labels) for control in node.all("input", "textarea")]
        buttons = [_button(button) for button in node.all("button")]
        return Form(urljoin(self.reply.url, node.attributes.get("action", "")), controls, buttons)


def _control(node: Node, labels: dict[str, str]) -> Control:
    attributes = node.attributes
    if node.tag == "textarea":
        kind, value = "textarea", node.raw_text.removeprefix("\n")
    else:
        kind, value = attributes.get("type", "text"), attributes.get("value", "")
    return Control(
        kind, attributes["name"], value, labels.get(attributes.get("id", ""), ""), "checked" in attributes
    )


def _button(node: Node) -> Control:
    attributes = node.attributes
    return Control("button", attributes.get("name", ""), attributes.get("value", ""), node.text, ticked=False)


class _Redirects(HTTPRedirectHandler):
    """Follows a 303 even if its body is incomplete, as browsers do."""

    def http_error_303(self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage) -> Any:
        with suppress(IncompleteRead):
            fp.read()
        return super().http_error_303(req, fp, code, msg, headers)


class Browser:
    """The browser of one visitor. `waits` and `reloads` count 503 and incomplete responses."""

    def __init__(self, base: str) -> None:
        if urlsplit(base).scheme != "http":
            raise WalkError(f"{base} does not start with http://")
        self._base = base
        self.waits = self.reloads = 0
        self._opener = OpenerDirector()
        # No proxy, no files and no other protocols.
        for handler in (HTTPHandler, _Redirects, HTTPErrorProcessor, HTTPDefaultErrorHandler):
            self._opener.add_handler(handler())
        self._opener.add_handler(HTTPCookieProcessor())

    def page(self, url: str) -> Page:
        return Page(self.fetch(url))

    def press(self, form: Form, label: str) -> Page:
        return Page(self.fetch(form.action, form.encoded(label)))

    def fetch(self, url: str, body: bytes | None = None) -> Reply:
        """Send a GET request, or a POST request with a body. Raise WalkError if there is no good response.

        Retries after a 503 with Retry-After, and after an incomplete response.
        """
        # The opener has only the http handler, so that links to files or other protocols fail.
        request = Request(urljoin(self._base, url), data=body)  # noqa: S310
        for _attempt in range(MAX_ATTEMPTS):
            try:
                return self._request(request)
            except _RetryLaterError as later:
                self.waits += 1
                time.sleep(later.seconds)
            except _IncompleteResponseError as broken:
                self.reloads += 1
                if broken.url != request.full_url:  # after a redirect, so the POST was processed
                    request = Request(broken.url)  # noqa: S310
        raise WalkError(f"{url} gave no response in {MAX_ATTEMPTS} attempts")

    def _request(self, request: Request) -> Reply:
        started = time.perf_counter()
        try:
            with self._opener.open(request, timeout=60) as response:
                kind, content = response.headers.get_content_type(), _read(response)
                milliseconds = (time.perf_counter() - started) * 1000
                return Reply(response.url, kind, content, milliseconds)
        except HTTPError as error:
            with error:
                later = error.headers.get("Retry-After", "")
                if error.code == HTTPStatus.SERVICE_UNAVAILABLE and later.isdecimal():
                    raise _RetryLaterError(float(later)) from None
                raise WalkError(f"{request.full_url} answers {error.code} {error.reason}") from None
        except (OSError, HTTPException) as error:
            raise WalkError(f"{request.full_url} cannot be reached: {error}") from None


def _read(response: HTTPResponse) -> bytes:
    try:
        return response.read()
    except IncompleteRead:
        raise _IncompleteResponseError(response.url) from None
