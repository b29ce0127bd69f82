"""A test client that proofreads every response, so that no test has to ask for a sound page."""

from __future__ import annotations

import gzip
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask.testing import FlaskClient

from tests.web.page import TICKED, Page, classes, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from werkzeug.test import TestResponse

SAME_FOR_EVERYONE = {"/theme.css", "/logo.png", "/blank.pdf"}
REFUSED = ("Error: ", "Erro: ")
UP_TO_DATE = ("Up to date \N{EN DASH} ", "Al día \N{EN DASH} ", "Atualizado \N{EN DASH} ")
SPANISH = "/es"  # the path of the pages in Spanish, where there are any
TRANSLATIONS = (SPANISH, "/pt")  # the second where languages are served that are not offered
CACHED = {"public, max-age=3600", "public, max-age=31536000, immutable"}
LARGEST_COOKIE = 4096
POLICY = {
    "default-src 'none'", "style-src 'self'", "img-src 'self'", "font-src 'self'",
    "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
}  # fmt: skip
HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
UNWANTED = {"script", "style", "iframe", "object", "embed", "base", "font", "center"}
NEW_TAB = ("in a new tab", "en una pestaña nueva", "em uma nova aba")
CLEAR = "/clear"  # left open in another tab, a page would go on showing the answers
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
CHILDREN = {"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}}


class LintingClient(FlaskClient):
    """Fails the test on any flaw of a response. `worst` is the highest status that a test expects."""

    worst = 499
    root = ""  # the path that every address begins with
    page: Page

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request; the HTML of the answer, if it is any, is then found in `page`."""
        response = super().open(*args, **{**kwargs, "buffered": True})
        problems = list(_response_problems(response, self.worst, self.root))
        if response.mimetype == "text/html" and response.request.method != "HEAD":
            path = self.root + response.request.path.removeprefix(self.root)
            self.page = Page(body_of(response), "" if response.location else path)
            problems += _links_elsewhere(self.page, self.root)
            problems += page_problems(self.page.source, self.page.path)
            problems += _status_problems(self.page, response.status_code)
        request = f"{response.request.method} {response.request.path} answers {response.status}"
        assert not problems, "\n  ".join([request, *problems])
        return response


def body_of(response: TestResponse) -> bytes:
    """Return what a browser makes of the body."""
    return gzip.decompress(response.data) if response.content_encoding == "gzip" else response.data


def _response_problems(response: TestResponse, worst: int, root: str) -> Iterator[str]:
    headers, path = response.headers, response.request.path.removeprefix(root)
    policy = {rule.strip() for rule in headers.get("Content-Security-Policy", "").split(";")}
    if response.status_code > worst:
        yield "the server failed"
    if policy != POLICY:
        yield f"the policy differs in {policy ^ POLICY}"
    if "Permissions-Policy" not in headers:
        yield "no Permissions-Policy"
    yield from (
        f"{name} is {headers.get(name)}" for name, value in HEADERS.items() if headers.get(name) != value
    )
    same_for_everyone = path.removeprefix(SPANISH) in SAME_FOR_EVERYONE or path.startswith("/static/")
    cached = same_for_everyone and response.status_code in {200, 206, 304}
    if headers.get("Cache-Control") not in (CACHED if cached else {"no-store"}):
        yield f"Cache-Control is {headers.get('Cache-Control')}"
    if (response.mimetype or "").startswith("text/") and "charset=utf-8" not in headers["Content-Type"]:
        yield f"Content-Type is {headers['Content-Type']}"
    for cookie in headers.getlist("Set-Cookie"):
        if len(cookie.encode()) >= LARGEST_COOKIE:
            yield f"a cookie has {len(cookie.encode())} bytes"
    where = urlsplit(response.location or "/")
    away = (where.hostname or response.request.host) != response.request.host
    if away or (response.location and not where.path.startswith(f"{root}/")):
        yield f"leads away to {response.location}"


@lru_cache(maxsize=256)
def page_problems(source: bytes, path: str) -> tuple[str, ...]:
    page = Page(source, path)
    return tuple(problem for check in CHECKS for problem in check(page))


def _links_elsewhere(page: Page, root: str) -> Iterator[str]:
    """Find addresses of this host that do not begin with the path of the app."""
    for element in page.root.iter():
        for name in ("href", "src", "action", "formaction"):
            address = element.get(name, "")
            if address.startswith("/") and not address.startswith(f"{root}/"):
                yield f"<{element.tag}> leads to {address}, which is not below {root}"


def _status_problems(page: Page, status: int) -> Iterator[str]:
    if page.errors and status != 400:
        yield f"shows errors and answers {status}"
    if status == 400 and page.all("form") and not page.errors:
        yield "refuses a form and does not say why"


def _parses(page: Page) -> Iterator[str]:
    yield from page.faults
    if b"<?" in page.source:
        yield "a mark of a part is left"
    for element in page.root.iter():
        allowed = CHILDREN.get(str(element.tag))
        if allowed and (strange := {child.tag for child in element if isinstance(child.tag, str)} - allowed):
            yield f"<{element.tag}> has {strange} inside"


def _language(page: Page) -> Iterator[str]:
    wanted = next((path[1:] for path in TRANSLATIONS if f"{path}/" in f"{page.path}/"), "en")
    if page.root.get("lang") != wanted:
        yield f"lang is {page.root.get('lang')}"


def _title(page: Page) -> Iterator[str]:
    headings, titles = page.all("h1"), page.all("title")
    if len(headings) != 1 or len(titles) != 1:
        yield f"{len(headings)} h1, {len(titles)} titles"
    elif not text_of(headings[0]):
        yield "the h1 is empty"
    elif not page.title.startswith(f"{_news(page)}{page.heading}"):
        yield f"the title “{page.title}” does not start with “{page.heading}”"


def _begins_with(page: Page, texts: tuple[str, ...]) -> str:
    # A draft may have no word for it.
    found = [text for text in texts if page.title.startswith(text)]
    return found[0] if found else texts[0]


def _news(page: Page) -> str:
    """Return what the title says first: that a form was refused, or that the list is up to date."""
    if page.of_class("errors"):
        return _begins_with(page, REFUSED)
    return _begins_with(page, UP_TO_DATE) if "saved" in page.by_id else ""


def _headings(page: Page) -> Iterator[str]:
    before = 1  # an error summary may stand above the h1
    for heading in page.all(*HEADINGS):
        level = HEADINGS[str(heading.tag)]
        if level > before + 1:
            yield f"h{before} is followed by <{heading.tag}> “{text_of(heading)}”"
        if not text_of(heading):
            yield f"an empty <{heading.tag}>"
        before = level


def _ids(page: Page) -> Iterator[str]:
    counts = Counter(element.get("id") for element in page.root.iter() if "id" in element.attrib)
    yield from (f"{count} elements have the id {name}" for name, count in counts.items() if count > 1)
    yield from (f"the id “{name}” cannot be linked to" for name in counts if not name or " " in name)


def _labels(page: Page) -> Iterator[str]:
    inputs = [field for field in page.all("input", "textarea", "select") if field.get("type") != "hidden"]
    labels = Counter(label.get("for") for label in page.all("label"))
    yield from (f"{labels[f.get('id')]} labels for {f.attrib}" for f in inputs if labels[f.get("id")] != 1)
    yield from (f"label for {name}: no such input" for name in set(labels) - {f.get("id") for f in inputs})
    yield from (f"an empty label: {label.attrib}" for label in page.all("label") if not text_of(label))
    yield from (f"preset autofocus or required: {f.attrib}" for f in inputs if "required" in f.attrib)


def _groups(page: Page) -> Iterator[str]:
    for group in page.all("fieldset"):
        if not len(group) or group[0].tag != "legend" or not text_of(group[0]):
            yield f"a fieldset without a legend: {group.attrib}"
    for field in page.all("input"):
        alone = not any(above.tag == "fieldset" or _is_named_list(page, above) for above in page.above(field))
        if field.get("type") in TICKED and alone:
            yield f"belongs to no group: {field.attrib}"


def _is_named_list(page: Page, element: Element) -> bool:
    """Whether this is a list with a name of its own, or the list of a section that a heading names."""
    if element.tag not in {"ul", "ol"}:
        return False
    home = page.parents[element]
    named = {"section": set(HEADINGS), "details": {"summary"}}.get(str(home.tag), set())
    return home[0].tag in named or bool({"aria-label", "aria-labelledby"} & set(element.attrib))


def _references(page: Page) -> Iterator[str]:
    for element in page.root.iter():
        for name in ("aria-describedby", "aria-labelledby", "aria-controls"):
            yield from (
                f"{name} points to {id_}, which is not here"
                for id_ in element.get(name, "").split()
                if id_ not in page.by_id
            )
        link = urlsplit(element.get("href", ""))
        if (
            link.fragment
            and link.path in {"", page.path}
            and not link.netloc
            and link.fragment not in page.by_id
        ):
            yield f"a link to #{link.fragment}, which is not here"


def _error_summary(page: Page) -> Iterator[str]:
    for target, message in page.errors.items():
        element = page.by_id.get(target)
        if element is not None and not _takes_focus(element):
            yield f"the message “{message}” leads to #{target}, which cannot have the focus"
    if page.of_class("errors") and not page.errors:
        yield "an error summary without a message"


def _takes_focus(element: Element) -> bool:
    if element.tag in {"button", "textarea", "select"} or "tabindex" in element.attrib:
        return True
    return (element.tag == "input" and element.get("type") != "hidden") or "href" in element.attrib


def _names(page: Page) -> Iterator[str]:
    yield from (f"a button without text: {b.attrib}" for b in page.all("button") if not text_of(b))
    yield from (
        f"a link without text or target: {a.attrib}"
        for a in page.all("a")
        if not (text_of(a) and a.get("href"))
    )
    yield from (f"a picture without alt: {i.attrib}" for i in page.all("img") if "alt" not in i.attrib)
    yield from (
        f"a form that sends no token: {f.attrib}"
        for f in page.all("form")
        if f.get("method") == "post" and not _sends_token(page, f)
    )


def _sends_token(page: Page, form: Element) -> bool:
    return any(f.get("name") == "csrf_token" and f.get("value") for f in page.within(form, "input"))


def _own_things_only(page: Page) -> Iterator[str]:
    yield from (f"<{element.tag}>" for element in page.all(*UNWANTED))
    for element in page.root.iter():
        inline = [name for name in element.attrib if name == "style" or name.startswith("on")]
        yield from (f"<{element.tag} {name}>" for name in inline)
        loaded = [element.get("src", ""), element.get("action", ""), element.get("formaction", "")]
        loaded += [element.get("href", "")] if element.tag == "link" else []
        yield from (f"<{element.tag}> uses {url}" for url in loaded if urlsplit(url).netloc or ":" in url)
        if urlsplit(element.get("href", "")).scheme not in {"", "https"}:
            yield f"a link to {element.get('href')}"


def _versions(page: Page) -> Iterator[str]:
    for element in page.all("link", "img"):
        if element.get("rel") == "alternate":
            continue
        address = element.get("href") or element.get("src") or ""
        if not urlsplit(address).query.startswith("v="):
            yield f"<{element.tag}> uses {address}, without its version"


def _status_messages(page: Page) -> Iterator[str]:
    """Find notes that claim to be news: a page has one status message, what became of the form."""
    for element in page.root.iter():
        if element.get("role") == "status" and element.get("id") != "saved":
            yield f"what is there at load is no status message: “{text_of(element)}”"


def _links_away(page: Page) -> Iterator[str]:
    """Find links that take a form away with what is typed in it, and new tabs that nobody was told of."""
    for link in page.all("a"):
        if "target" not in link.attrib:
            if _loses_input(page, link):
                yield f"leaves the form in the same tab: {link.attrib}"
        elif not page.all("form"):
            yield f"a new tab, but no form: {link.attrib}"
        elif link.get("target") != "_blank" or not {"noopener", "noreferrer"} & set(
            link.get("rel", "").split()
        ):
            yield f"the new tab can reach the form: {link.attrib}"
        elif not _says_new_tab(page, link):
            yield f"does not say that it opens in a new tab: {link.attrib}"


def _loses_input(page: Page, link: Element) -> bool:
    """Whether a link leads away from a form in which something can be ticked or typed."""
    href = link.get("href", "")
    if not page.all("form") or href.startswith("#") or href.endswith(CLEAR) or "unsaved" in classes(link):
        return False
    # A file that was picked is still where it was.
    return any(field.get("type") not in {"hidden", "file"} for field in page.all("input", "textarea"))


def _says_new_tab(page: Page, link: Element) -> bool:
    """Whether the link says so itself, or what folds it out."""
    folds = (above[0] for above in page.above(link) if above.tag == "details")
    return any(said in text_of(element) for element in (link, *folds) for said in NEW_TAB)


CHECKS = (
    _parses, _language, _title, _headings, _ids, _labels, _groups, _references, _error_summary, _names,
    _own_things_only, _versions, _status_messages, _links_away,
)  # fmt: skip
