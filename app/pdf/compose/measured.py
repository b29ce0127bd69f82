"""Pages of one block each, and what is measured of the block."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from app.pdf.compose.blocks import NotComposableError
from app.pdf.compose.fragments import Bookmark, Fragment, Writable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weasyprint import Page

    from app.pdf.compose.blocks import Block
    from app.pdf.compose.fragments import Edges
    from app.pdf.compose.taker import PageTaker

LINE: Final = '<div class="line">'
ROW: Final = '<p class="fill">'
ASKED: Final = '<p class="ask">'
TABLE_ROW: Final = "<tr"
CLOSING: Final = re.compile(r"(?:\s|</\w+>)*")
DEPTH: Final = 3  # how many elements stand around a block and those of the sheet: main and two div


def one_on_each_page(root: str, blocks: list[Block], kind: str) -> str:
    """Return a document with each block on a page of its own. `root` is the tags of html and body.

    `kind` is the class of the pages (app/pdf/compose/geometry.py).
    """
    html, _, body = root.partition("<body")
    texts = (
        f'<div class="block {kind}{"-behind" * each.is_behind}" id="out-{number}"><div id="in-{number}">'
        f"{each.opening}{_named(each.html, number)}{each.closing}</div></div>"
        for number, each in enumerate(blocks)
    )
    return f"<!doctype html>{html}<head><title>Blocks</title></head><body{body}<main>{''.join(texts)}</main>"


def _named(html: str, number: int) -> str:
    """Name the last line of a block, else its last row to fill in, else its question; or a row of a table."""
    if html.startswith(TABLE_ROW):
        return html.replace(TABLE_ROW, f'<tr id="row-{number}"', 1)
    for kind in (LINE, ROW, ASKED):
        before, found, behind = html.rpartition(kind)
        if found:
            return f'{before}{kind[:-1]} id="line-{number}">{behind}'
    return html


class Measured:
    """A page with one block, or a part of it, and the number by which the page names it."""

    def __init__(self, page: Page, block: Block, name: int) -> None:
        self.block, self.height = block, page.height
        self._page, self._name = page, name

    def edges(self, of: str) -> Edges | None:
        """Return where "in", "out" (with its margins), "line" or "row" stands, in CSS pixels."""
        edges: Edges | None = self._page.anchors.get(f"{of}-{self._name}")
        return edges

    @property
    def bookmarks(self) -> Iterator[Bookmark]:
        for level, title, (x, y), _state in self._page.bookmarks:
            yield Bookmark(level, title, x, y)


def fragment(taker: PageTaker, number: int, page: Measured) -> Fragment:
    """Take the block of a page. Raises NotComposableError."""
    drawing = taker.drawing(number)
    around, elements = taker.elements(number, DEPTH + len(page.block.around), drawing.marks)
    structure = elements.structure()
    out, inside = page.edges("out"), page.edges("in")
    if -1 in structure.owners or out is None or inside is None or out[:2] != (0, 0):
        raise NotComposableError("a block is laid out in another way")
    return Fragment(
        height=inside[3] - inside[1],
        above=inside[1],
        below=out[3] - inside[3],
        border=_border(page.edges("row"), inside),
        drawing=drawing,
        structure=structure,
        around=around[DEPTH:],
        annotations=tuple(taker.annotations(elements, page.height)),
        bookmarks=tuple(page.bookmarks),
        writable=_writable(page.block, page.edges("line"), inside),
        form=taker.form() if elements.annotations else None,
    )


def _writable(block: Block, line: Edges | None, inside: Edges) -> Writable | None:
    if line is None or not block.has_lines:
        return None
    left, _, right, bottom = line
    has_line = LINE in block.html
    kind, end = (LINE, "</div>") if has_line else (ROW, "</p>")
    behind = block.html.rpartition(kind)[2].partition(end)[2]
    is_last = kind in block.html and CLOSING.fullmatch(behind) is not None
    is_frame = has_line and "data-area=" in block.html
    if not has_line and not is_last:
        bottom = inside[3]  # there is no line to repeat: more of them follow what is last
    return Writable(
        count=block.html.count(LINE) + block.html.count(ROW),
        left=left,
        width=right - left,
        bottom=bottom,
        spare=inside[3] - bottom if is_last else 0,
        is_frame=is_frame,
        moves=is_frame or (has_line and not is_last),
    )


def _border(row: Edges | None, table: Edges) -> float:
    """Return how thick the border is that a row of a table shares with the next one."""
    return row[1] - table[1] + table[3] - row[3] if row else 0
