"""The accessibility tree of Chromium (what a screen reader gets), as lines of text."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from app.settings import ROOT
from tools.chromium import LAUNCH_ARGS, chromium_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import CDPSession, Route

OFFLINE = [*LAUNCH_ARGS, "--host-resolver-rules=MAP * ~NOTFOUND"]
ADDRESS = "http://sheet.test/"

# Differences of markup that are ignored:
# * Elements without semantics: <div>, <span>, <p>. Their text is kept in place.
# * <legend> and <label>: their text is compared as the name of the element that they label.
TRANSPARENT_ROLES = {"generic", "none", "paragraph", "Legend", "LabelText"}
# * List bullets and line wrapping.
IGNORED_ROLES = {"ListMarker", "InlineTextBox"}
# * The content of these: it is compared as their name or value.
LEAF_ROLES = {"button", "heading", "link", "textbox"}

# Properties beside role, name, description and value, with the default that is left out.
DEFAULT_STATES = {
    "checked": "false", "disabled": False, "invalid": "false", "level": None, "multiline": False,
    "readonly": False, "required": False,
}  # fmt: skip


class Chromium:
    """Reads pages offline, in its own thread: a thread can run only one Playwright."""

    def __init__(self) -> None:
        self._html = ""
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._thread.submit(self._start).result()

    def close(self) -> None:
        self._thread.submit(self._stop).result()
        self._thread.shutdown()

    def read(self, html: str, *selectors: str) -> list[list[str]]:
        """Return the lines of the element that each selector matches."""
        return self._thread.submit(self._read, html, selectors).result()

    def _start(self) -> None:
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(executable_path=chromium_path(), args=OFFLINE)
        context = self._browser.new_context()
        context.route("**/*", self._serve)
        self._page = context.new_page()
        self._devtools = context.new_cdp_session(self._page)

    def _stop(self) -> None:
        self._browser.close()
        self._playwright.stop()

    def _serve(self, route: Route) -> None:
        """Serve the page and our stylesheets, and abort all other requests."""
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
    """The accessibility tree of the current page."""

    def __init__(self, devtools: CDPSession) -> None:
        self.devtools = devtools
        self.document = self._ask("DOM.getDocument")["root"]["nodeId"]
        nodes = self._ask("Accessibility.getFullAXTree")["nodes"]
        self.by_id = {node["nodeId"]: node for node in nodes}
        self.by_element = {node["backendDOMNodeId"]: node for node in nodes if "backendDOMNodeId" in node}

    def lines(self, selector: str) -> Iterator[str]:
        """Yield a line for each node in an element, and one for the text between two nodes."""
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
        if role in IGNORED_ROLES:
            return
        if role == "StaticText":
            yield f"text:{_value(node, 'name')}"
            return
        if not node["ignored"] and role not in TRANSPARENT_ROLES:
            yield indent + " ".join(self._described(role, node))
            indent += "  "
        if role not in LEAF_ROLES:
            for child in node["childIds"]:
                yield from self._parts(self.by_id[child], indent)

    def _described(self, role: str, node: dict[str, Any]) -> Iterator[str]:
        yield role
        if role == "group" and self._has_role_written_out(node):
            yield "(role written out)"
        for key, words in (("name", ""), ("description", "described as "), ("value", "holding ")):
            if _value(node, key):
                yield f"{words}“{_value(node, key)}”"
        properties = {entry["name"]: entry["value"].get("value") for entry in node.get("properties", ())}
        for name, usual in DEFAULT_STATES.items():
            if properties.get(name, usual) != usual:
                yield f"{name} {properties[name]}"
        if "url" in properties:
            yield f"leads to {self._target(properties['url'])}"

    def _has_role_written_out(self, node: dict[str, Any]) -> bool:
        """Return whether the role is explicit: JAWS reads the description of a group only then."""
        element = self._ask("DOM.describeNode", backendNodeId=node["backendDOMNodeId"])["node"]
        return "role" in element["attributes"][::2]

    def _target(self, url: str) -> str:
        """Return the target of a link: a path, or the element in the page."""
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
