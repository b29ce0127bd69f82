"""A small browser: it keeps cookies, follows links and redirects, and fills in the forms it finds."""

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

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
TICKED = {"radio", "checkbox"}
MOST_TIMES = 60  # nobody asks for ever


class LostError(Exception):
    """The way ends here: a page, a link, a button or an option is not where it should be."""


class _LaterError(Exception):
    """The site asks to come back after some seconds."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds


class _BrokenOffError(Exception):
    """An answer began, and ended before its end."""

    def __init__(self, url: str) -> None:
        self.url = url


@dataclass
class Node:
    """An element of a page."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator[Node]:
        """Every element below this one with one of these tags, in the order of the page."""
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
        """What is to be read, every run of white space a single space."""
        return " ".join(self.raw_text.split())


class _TreeBuilder(HTMLParser):
    """Builds the tree of a page in which every element that is not void is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("document")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) == 1 or self.open.pop().tag != tag:
            raise LostError(f"the HTML is broken: </{tag}> in line {self.getpos()[0]} closes nothing")

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def _tree(html: str) -> Node:
    builder = _TreeBuilder()
    builder.feed(html)
    builder.close()
    return builder.open[0]


@dataclass
class Control:
    """A field of a form; radio buttons and checkboxes one by one."""

    kind: str
    name: str
    value: str
    label: str
    ticked: bool

    @property
    def is_sent(self) -> bool:
        return self.ticked or self.kind not in TICKED


@dataclass
class Form:
    """The form of a page, as it stands there until `choose` fills it in."""

    action: str
    controls: list[Control]
    buttons: list[Control]

    @property
    def names(self) -> set[str]:
        return {control.name for control in self.controls if control.kind in TICKED}

    def choose(self, name: str, values: Collection[str]) -> list[str]:
        """Tick exactly these values of a field and return their labels."""
        group = [control for control in self.controls if control.name == name and control.kind in TICKED]
        missing = set(values) - {control.value for control in group}
        if missing:
            raise LostError(f"{name} does not offer {', '.join(sorted(missing))}")
        if len(values) > 1 and {control.kind for control in group} == {"radio"}:
            raise LostError(f"{name} allows one answer, not {', '.join(values)}")
        for control in group:
            control.ticked = control.value in values
        return [control.label for control in group if control.ticked]

    def write(self, name: str, text: str) -> None:
        """Put a text into a box, over what is there."""
        box = next((control for control in self.controls if control.name == name), None)
        if box is None or box.kind not in {"text", "textarea"}:
            raise LostError(f"there is no box {name} to write in")
        box.value = text

    def pressed(self, label: str) -> bytes:
        """The body that the button with this label sends."""
        button = next((button for button in self.buttons if button.label == label), None)
        if button is None:
            raise LostError(f"there is no button “{label}”")
        sent = [(control.name, control.value) for control in self.controls if control.is_sent]
        own = [(button.name, button.value)] if button.name else []
        return urlencode([*sent, *own]).encode()


@dataclass(frozen=True)
class Reply:
    """What the server sent, and how many milliseconds it took, redirects included."""

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
            raise LostError(f"came to “{self.heading}” instead of “{heading}”")

    def link(self, label: str) -> str:
        for node in self.root.all("a"):
            if node.text == label:
                return urljoin(self.reply.url, node.attributes["href"])
        raise LostError(f"there is no link “{label}” on “{self.heading}”")

    def form(self) -> Form:
        node = next(self.main.all("form"), None)
        if node is None or node.attributes.get("method") != "post":
            raise LostError(f"there is no form on “{self.heading}”")
        labels = {label.attributes.get("for", ""): label.text for label in node.all("label")}
        controls = [_control(control, labels) for control in node.all("input", "textarea")]
        buttons = [_button(button) for button in node.all("button")]
        return Form(urljoin(self.reply.url, node.attributes.get("action", "")), controls, buttons)


def _control(node: Node, labels: dict[str, str]) -> Control:
    told = node.attributes
    if node.tag == "textarea":
        kind, value = "textarea", node.raw_text.removeprefix("\n")
    else:
        kind, value = told.get("type", "text"), told.get("value", "")
    return Control(kind, told["name"], value, labels.get(told.get("id", ""), ""), "checked" in told)


def _button(node: Node) -> Control:
    told = node.attributes
    return Control("button", told.get("name", ""), told.get("value", ""), node.text, ticked=False)


class _Redirects(HTTPRedirectHandler):
    """Goes where it is sent even if the words that come with it break off, as browsers do."""

    def http_error_303(self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage) -> Any:
        with suppress(IncompleteRead):
            fp.read()
        return super().http_error_303(req, fp, code, msg, headers)


class Browser:
    """One visitor's browser on one site. `waits`: how often it was told to come back later."""

    def __init__(self, base: str) -> None:
        if urlsplit(base).scheme != "http":
            raise LostError(f"{base} does not start with http://")
        self._base = base
        self.waits = self.reloads = 0
        self._opener = OpenerDirector()
        # Only these: no proxy, and no way to a file or another protocol.
        for handler in (HTTPHandler, _Redirects, HTTPErrorProcessor, HTTPDefaultErrorHandler):
            self._opener.add_handler(handler())
        self._opener.add_handler(HTTPCookieProcessor())

    def page(self, url: str) -> Page:
        return Page(self.fetch(url))

    def press(self, form: Form, label: str) -> Page:
        return Page(self.fetch(form.action, form.pressed(label)))

    def fetch(self, url: str, body: bytes | None = None) -> Reply:
        """Get, or with a body post. Raises LostError if the site has no answer.

        What a person does without a thought: ask again when told to, and load a page again that broke off.
        """
        # The opener above was given the http handler alone, so a link to a file or elsewhere opens nothing.
        request = Request(urljoin(self._base, url), data=body)  # noqa: S310
        for _time in range(MOST_TIMES):
            try:
                return self._asked(request)
            except _LaterError as later:
                self.waits += 1
                time.sleep(later.seconds)
            except _BrokenOffError as broken:
                self.reloads += 1
                if broken.url != request.full_url:  # sent on: what was posted has been done
                    request = Request(broken.url)  # noqa: S310
        raise LostError(f"{url} has no answer, however often one asks")

    def _asked(self, request: Request) -> Reply:
        started = time.perf_counter()
        try:
            with self._opener.open(request, timeout=60) as response:
                kind, content = response.headers.get_content_type(), _read(response)
                taken = (time.perf_counter() - started) * 1000
                return Reply(response.url, kind, content, taken)
        except HTTPError as error:
            with error:
                later = error.headers.get("Retry-After", "")
                if error.code == HTTPStatus.SERVICE_UNAVAILABLE and later.isdecimal():
                    raise _LaterError(float(later)) from None
                raise LostError(f"{request.full_url} answers {error.code} {error.reason}") from None
        except (OSError, HTTPException) as error:
            raise LostError(f"{request.full_url} cannot be reached: {error}") from None


def _read(response: HTTPResponse) -> bytes:
    try:
        return response.read()
    except IncompleteRead:
        raise _BrokenOffError(response.url) from None
