"""A small browser: it keeps cookies, follows links and redirects, and fills in the forms it finds."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
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

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
TICKED = {"radio", "checkbox"}


class LostError(Exception):
    """The way ends here: a page, a link, a button or an option is not where it should be."""


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


class Browser:
    """One visitor's browser on one site."""

    def __init__(self, base: str) -> None:
        if urlsplit(base).scheme != "http":
            raise LostError(f"{base} does not start with http://")
        self._base = base
        self._opener = OpenerDirector()
        # Only these: no proxy, and no way to a file or another protocol.
        for handler in (HTTPHandler, HTTPRedirectHandler, HTTPErrorProcessor, HTTPDefaultErrorHandler):
            self._opener.add_handler(handler())
        self._opener.add_handler(HTTPCookieProcessor())

    def page(self, url: str) -> Page:
        return Page(self.fetch(url))

    def press(self, form: Form, label: str) -> Page:
        return Page(self.fetch(form.action, form.pressed(label)))

    def fetch(self, url: str, body: bytes | None = None) -> Reply:
        """Get, or with a body post. Raises LostError for what is not an answer of this site."""
        # The opener above was given the http handler alone, so a link to a file or elsewhere opens nothing.
        request = Request(urljoin(self._base, url), data=body)  # noqa: S310
        started = time.perf_counter()
        try:
            with self._opener.open(request, timeout=60) as response:
                kind, content = response.headers.get_content_type(), response.read()
                taken = (time.perf_counter() - started) * 1000
                return Reply(response.url, kind, content, taken)
        except HTTPError as error:
            with error:
                raise LostError(f"{url} answers {error.code} {error.reason}") from None
        except URLError as error:
            raise LostError(f"{url} cannot be reached: {error.reason}") from None
