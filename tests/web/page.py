"""A page as a browser reads it: elements, texts, and a form that can be filled in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser  # type: ignore[import-untyped]
from werkzeug.datastructures import MultiDict

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = re.compile(rb'(?<=name="csrf_token" id="csrf_token" value=")[^"]+')
TICKED = {"checkbox", "radio"}


@lru_cache(maxsize=256)
def _parsed(html: bytes) -> tuple[Element, list[str]]:
    """Return the tree and the faults; many tests begin on the same page, and a large one takes its time."""
    parser = HTMLParser(namespace_html_elements=False)
    root = parser.parse(html, transport_encoding="utf-8")
    return root, [f"{code} {about} at {place}" for place, code, about in parser.errors]


def text_of(element: Element) -> str:
    """Return what is read out, with white space folded."""
    return " ".join("".join(element.itertext()).split())


def classes(element: Element) -> set[str]:
    return set(element.get("class", "").split())


@dataclass
class Control:
    """One input of a form. `on` is the tick of a checkbox or radio button; other inputs are always sent."""

    kind: str
    name: str
    value: str
    on: bool

    @property
    def is_ticked(self) -> bool:
        return self.kind in TICKED and self.on


class Form:
    """The form of a page, or an empty one. It refuses to tick or write where nothing is."""

    def __init__(self, page: Page, element: Element) -> None:
        self.action = element.get("action", "")
        self.controls = [_control(field) for field in page.within(element, "input", "textarea")]
        for control in self.controls:
            if control.name == "csrf_token":
                control.value = page.token or control.value
        self.buttons = [
            (text_of(button), button.get("name", ""), button.get("value", ""))
            for button in page.all("button")
            if button.get("form") == element.get("id") or element in page.above(button)
        ]
        self.elsewhere = {
            text_of(button): button.get("formaction", "")
            for button in page.all("button")
            if "formaction" in button.attrib
        }

    def named(self, name: str) -> list[Control]:
        found = [control for control in self.controls if control.name == name]
        assert found, f"the page has no field {name}"
        return found

    def ticked(self, name: str) -> list[str]:
        return [control.value for control in self.controls if control.name == name and control.is_ticked]

    def value(self, name: str) -> str:
        return self.named(name)[0].value

    def entered(self) -> dict[str, list[str]]:
        """Return what a person sees in the fields: ticks and texts by field."""
        seen = [control for control in self.controls if control.kind != "hidden"]
        return {
            name: [c.value for c in seen if c.name == name and (c.on or c.kind not in TICKED)]
            for name in {control.name for control in seen}
        }

    def tick(self, name: str, *values: str) -> None:
        for value in values:
            box = self._box(name, value)
            for other in self.named(name):
                other.on = other.on and box.kind == "checkbox"
            box.on = True

    def untick(self, name: str, *values: str) -> None:
        for value in values:
            box = self._box(name, value)
            assert box.kind == "checkbox", "a radio button cannot be taken back"
            box.on = False

    def write(self, name: str, text: str) -> None:
        (field,) = self.named(name)
        assert field.kind in {"text", "textarea"}, f"nobody can write into {name}"
        field.value = text

    def data(self, button: str) -> MultiDict[str, str]:
        """Return what a browser sends when the button with this text is pressed."""
        texts = [text for text, _name, _value in self.buttons]
        found = [pressed for pressed in self.buttons if re.sub(r" \(\d+\)$", "", pressed[0]) == button]
        assert found, f"no button “{button}” among {texts}"
        _text, name, value = found[0]
        sent = [
            (control.name, "\r\n".join(control.value.split("\n")))
            for control in self.controls
            if control.on or control.kind not in TICKED
        ]
        return MultiDict([*sent, (name, value)] if name else sent)

    def _box(self, name: str, value: str) -> Control:
        boxes = [control for control in self.named(name) if control.value == value]
        assert len(boxes) == 1, f"{name} has {len(boxes)} boxes {value}"
        return boxes[0]


def _control(field: Element) -> Control:
    if field.tag == "textarea":
        return Control("textarea", field.get("name", ""), field.text or "", on=False)
    kind = field.get("type", "text")
    return Control(kind, field.get("name", ""), field.get("value", ""), on="checked" in field.attrib)


class Page:
    """A parsed response. `faults` are the errors that the HTML standard sees in it."""

    def __init__(self, html: bytes, path: str = "/") -> None:
        tokens = TOKEN.findall(html)
        self.token = tokens[0].decode() if tokens else ""
        self.source, self.path = TOKEN.sub(b"token", html), path
        self.root, self.faults = _parsed(self.source)
        self.parents = {child: parent for parent in self.root.iter() for child in parent}
        self.by_id = {
            name: element for element in self.root.iter() if (name := element.get("id")) is not None
        }

    def all(self, *tags: str) -> list[Element]:
        return self.within(self.root, *tags)

    @staticmethod
    def within(element: Element, *tags: str) -> list[Element]:
        """Return the elements below another, with one of these tags, in the order of the page."""
        return [below for below in element.iter() if below is not element and below.tag in tags]

    def of_class(self, name: str) -> list[Element]:
        return [element for element in self.root.iter() if name in classes(element)]

    def above(self, element: Element) -> Iterator[Element]:
        """Go through the ancestors, the nearest first."""
        while (parent := self.parents.get(element)) is not None:
            yield parent
            element = parent

    @property
    def heading(self) -> str:
        return text_of(self.all("h1")[0])

    @property
    def title(self) -> str:
        return text_of(self.all("title")[0])

    @property
    def text(self) -> str:
        """Return all that stands in `<main>`."""
        return text_of(self.all("main")[0])

    @property
    def links(self) -> dict[str, str]:
        """Return the address of every link by its text."""
        return {text_of(link): link.get("href", "") for link in self.all("a")}

    @property
    def back(self) -> str | None:
        """Return where the back link leads; a page with a form may have a button in its place."""
        return next((link.get("href") for link in self.of_class("back")), None)

    @property
    def errors(self) -> dict[str, str]:
        """Return the messages of the error summary by the id that each one leads to ("" for none)."""
        messages = [item for summary in self.of_class("errors") for item in self.within(summary, "li")]
        targets = [next((link.get("href", "") for link in item.iter("a")), "") for item in messages]
        return {
            target.removeprefix("#"): text_of(item) for target, item in zip(targets, messages, strict=True)
        }

    def form(self) -> Form:
        forms = self.all("form")
        assert len(forms) <= 1
        return Form(self, forms[0] if forms else Element("form"))
