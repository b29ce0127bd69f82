"""What a screen reader is told about a page: the accessibility tree of Chromium, as lines of text."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from app.settings import ROOT
from tools.chromium import QUIET, program

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import CDPSession, Route

OFFLINE = [*QUIET, "--host-resolver-rules=MAP * ~NOTFOUND"]
ADDRESS = "http://sheet.test/"

# Harmless differences between two ways to write the same field. Nothing else is levelled out.
# * Boxes that say nothing of themselves: <div>, <span>, <p>. Their text stays, in its place.
# * <legend> and <label>: what they label is read with their text as its name, and that is compared.
SEE_THROUGH = {"generic", "none", "paragraph", "Legend", "LabelText"}
# * Bullets of a list, and how a line happens to wrap.
UNREAD = {"ListMarker", "InlineTextBox"}
# * What stands inside these: it is read as their name or value, which is compared.
CLOSED = {"button", "heading", "link", "textbox"}

# What is told beside role, name, description and value, each with what goes without saying.
STATES = {
    "checked": "false", "disabled": False, "invalid": "false", "level": None, "multiline": False,
    "readonly": False, "required": False,
}  # fmt: skip


class Chromium:
    """Reads pages without a network, in a thread of its own: a thread can hold only one Playwright."""

    def __init__(self) -> None:
        self._html = ""
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._thread.submit(self._start).result()

    def close(self) -> None:
        self._thread.submit(self._stop).result()
        self._thread.shutdown()

    def read(self, html: str, *selectors: str) -> list[list[str]]:
        """Return the lines of the one element that each selector finds."""
        return self._thread.submit(self._read, html, selectors).result()

    def _start(self) -> None:
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(executable_path=program(), args=OFFLINE)
        context = self._browser.new_context()
        context.route("**/*", self._serve)
        self._page = context.new_page()
        self._devtools = context.new_cdp_session(self._page)

    def _stop(self) -> None:
        self._browser.close()
        self._playwright.stop()

    def _serve(self, route: Route) -> None:
        """Answer what the page asks for: itself and our styles, nothing else."""
        path = urlsplit(route.request.url).path
        file = ROOT / path.lstrip("/")
        if path == "/":
            route.fulfill(body=self._html, content_type="text/html; charset=utf-8")
        elif path.startswith("/static/") and file.suffix == ".css":
            route.fulfill(body=file.read_bytes(), content_type="text/css")
        else:
            route.abort()

    def _read(self, html: str, selectors: tuple[str, ...]) -> list[list[str]]:
        self._html = html
        self._page.goto(ADDRESS)
        tree = Tree(self._devtools)
        return [list(tree.lines(selector)) for selector in selectors]


class Tree:
    """The accessibility tree of the page that is open."""

    def __init__(self, devtools: CDPSession) -> None:
        self.devtools = devtools
        self.document = self._ask("DOM.getDocument")["root"]["nodeId"]
        nodes = self._ask("Accessibility.getFullAXTree")["nodes"]
        self.by_id = {node["nodeId"]: node for node in nodes}
        self.by_element = {node["backendDOMNodeId"]: node for node in nodes if "backendDOMNodeId" in node}

    def lines(self, selector: str) -> Iterator[str]:
        """Go through an element: a line for each thing in it, and one for the text between two of them."""
        text: list[str] = []
        for line in self._parts(self._node(selector), ""):
            if line.startswith("text:"):
                text.append(line.removeprefix("text:"))
                continue
            yield from _folded(text)
            text = []
            yield line
        yield from _folded(text)

    def _ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        answer: dict[str, Any] = self.devtools.send(method, parameters)
        return answer

    def _node(self, selector: str) -> dict[str, Any]:
        found = self._ask("DOM.querySelectorAll", nodeId=self.document, selector=selector)["nodeIds"]
        assert len(found) == 1, f"{len(found)} elements {selector}"
        element = self._ask("DOM.describeNode", nodeId=found[0])["node"]
        node: dict[str, Any] = self.by_element[element["backendNodeId"]]
        return node

    def _parts(self, node: dict[str, Any], indent: str) -> Iterator[str]:
        role = _value(node, "role")
        if role in UNREAD:
            return
        if role == "StaticText":
            yield f"text:{_value(node, 'name')}"
            return
        if not node["ignored"] and role not in SEE_THROUGH:
            yield indent + " ".join(self._told(role, node))
            indent += "  "
        if role not in CLOSED:
            for child in node["childIds"]:
                yield from self._parts(self.by_id[child], indent)

    def _told(self, role: str, node: dict[str, Any]) -> Iterator[str]:
        yield role
        if role == "group" and self._has_role_written_out(node):
            yield "(role written out)"
        for key, words in (("name", ""), ("description", "described as "), ("value", "holding ")):
            if _value(node, key):
                yield f"{words}“{_value(node, key)}”"
        told = {entry["name"]: entry["value"].get("value") for entry in node.get("properties", ())}
        for name, usual in STATES.items():
            if told.get(name, usual) != usual:
                yield f"{name} {told[name]}"
        if "url" in told:
            yield f"leads to {self._target(told['url'])}"

    def _has_role_written_out(self, node: dict[str, Any]) -> bool:
        """JAWS reads the description of a group of texts only if its role is written out."""
        element = self._ask("DOM.describeNode", backendNodeId=node["backendDOMNodeId"])["node"]
        return "role" in element["attributes"][::2]

    def _target(self, url: str) -> str:
        """Say where a link leads: for one inside the page, to which element."""
        address = urlsplit(url)
        if not address.fragment:
            return address.path
        node = self._node(f'[id="{address.fragment}"]')
        return f"{_value(node, 'role')} “{_value(node, 'name')}”"


def _folded(text: list[str]) -> Iterator[str]:
    words = " ".join(text).split()
    if words:
        yield " ".join(words)


def _value(node: dict[str, Any], key: str) -> str:
    return " ".join(str(node.get(key, {}).get("value", "")).split())
