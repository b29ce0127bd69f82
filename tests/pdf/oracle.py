"""A sheet as WeasyPrint alone makes it, and what a composed one has in common with it."""

from __future__ import annotations

import html as markup
import re
from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf

from app.pdf import Renderer
from tests.pdf.conftest import pages

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK = re.compile("<!--.*?-->", re.DOTALL)
TAG = re.compile("<.*?>", re.DOTALL)
HEADS = re.compile("<thead>(.*?)</thead>", re.DOTALL)
ON_A_PAGE = (
    re.compile(r'<p class="foot">(.*?)</p>'),
    re.compile(r'<section class="notes"[^>]*>\s*<h2>(.*?)</h2>'),
)
NUMBERS = re.compile(r'data-before-page="(.*?)" data-between-pages="(.*?)" data-after-page="(.*?)"')
STANDARD = re.compile(r'<body class="\w+-standard')
PER_PAGE = {"Part", "L", "Sect", "Table", "THead", "TBody", "TR", "TH", "Div", "Span"}
"""What WeasyPrint tags anew on each page, or empty."""


def alone(html: str, renderer: Renderer | None = None) -> bytes:
    """Return a sheet as WeasyPrint makes it without the composer: the marks of its blocks are comments."""
    return (renderer or Renderer()).render(MARK.sub("", html))


def words(pdf: bytes, html: str) -> Counter[str]:
    """Return the words of a file made from a document, without those that depend on where its pages end."""
    return Counter(_without_feet(" ".join(pages(pdf)), html).split())


def _without_feet(text: str, html: str) -> str:
    found = (match[1] for kind in ON_A_PAGE if (match := kind.search(html)))
    feet = [re.escape(" ".join(_plain(each).split())) for each in found]
    numbers = NUMBERS.search(html)
    if numbers:
        before, between, after = (re.escape(markup.unescape(each).strip()) for each in numbers.groups())
        if not STANDARD.search(html):  # large letters: the numbers alone
            before = after = ""
        feet.append(rf"{before} ?\d+ {between} \d+ ?{after}")
    return re.sub("|".join(feet), " ", text)


def _plain(html: str) -> str:
    return markup.unescape(TAG.sub(" ", html))


def heads(html: str) -> Counter[str]:
    """Return the words that stand on each page of a table."""
    return Counter(_plain(" ".join(HEADS.findall(html))).split())


def tags(pdf: bytes) -> Counter[str]:
    """Count the elements of the structure; poppler takes seconds for those of a long sheet."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return Counter(tag for tag in _below(document.Root.StructTreeRoot.K) if tag not in PER_PAGE)


def _below(element: Any) -> Iterator[str]:
    """Yield the tags of an element, or of several, and of those in them."""
    if isinstance(element, pikepdf.Array):
        for each in element:
            yield from _below(each)
    elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
        yield str(element.S).removeprefix("/")
        yield from _below(element.get("/K"))
