"""Pages without blocks, as WeasyPrint lays them out: their areas and feet, and what a file says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from app.pdf.compose.geometry import Area, Geometry, styles_for_blocks
from app.pdf.compose.taker import PageTaker
from app.pdf.standards import VARIANT, declare_pdf_ua

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pydyf

    from app.pdf.compose.fragments import Drawing, Structure
    from app.pdf.compose.objects import Loose
    from app.pdf.typesetter import Typesetter

CATALOG: Final = ("Lang", "ViewerPreferences", "MarkInfo", "OutputIntents", "Metadata")
MOST_KEPT: Final = 400  # of 1 kB for each page
PAGES_AHEAD: Final = 24  # a full list at standard size has at most 21


@dataclass(frozen=True, slots=True)
class Frame:
    """The pages of a file without its blocks. On the first one, the notice is part of the text."""

    pages: tuple[Drawing, ...]
    behind: Drawing
    notice: Structure
    catalog: Loose
    info: Loose

    def page(self, number: int, *, is_behind: bool) -> Drawing:
        return self.behind if is_behind else self.pages[number]


class Frames:
    """`geometry` measures the pages of a document by what it begins with, `frame` returns some of them."""

    def __init__(self, typesetter: Typesetter) -> None:
        self._typesetter = typesetter
        self._styles = lru_cache(MOST_KEPT)(typesetter.styles)
        self._same = lru_cache(MOST_KEPT)(_itself)  # pages of all lengths have one catalog, of some 5 kB
        self.geometry = lru_cache(MOST_KEPT)(self._geometry)
        self.frame = lru_cache(MOST_KEPT)(self._frame)

    def ahead(self, head: str) -> Iterator[None]:
        """Make the pages of files of different lengths, one before each yield."""
        for count in range(1, PAGES_AHEAD + 1):
            self.frame(head, count)
            yield

    def _geometry(self, head: str) -> Geometry:
        line = '<div class="line" id="line"></div>'
        first, second, last = self._typesetter.document(_pages(head, 2, line)).pages
        right, left, behind = Area.of(first, "area-0"), Area.of(second, "area-1"), Area.of(last, "area-2")
        styles = self._styles(styles_for_blocks(right, behind))
        _, top, _, bottom = first.anchors["line"]
        return Geometry(first.width, first.height, right, left, behind, bottom - top, styles)

    def _frame(self, head: str, count: int) -> Frame:
        document = self._typesetter.document(_pages(head, count), pdf_variant=VARIANT)
        declare_pdf_ua(document.metadata)

        def take(pdf: pydyf.PDF) -> Frame:
            taker = PageTaker(pdf)
            first, *others = map(taker.drawing, range(count + 1))
            _, elements = taker.elements(0, 1, first.marks)
            notice = elements.structure()
            feet = [each.with_artifacts((-1,) * each.marks) for each in others]
            pages = (first.with_artifacts(notice.owners), *feet[:-1])
            catalog = self._same(taker.catalog(*CATALOG))
            return Frame(pages, feet[-1], notice, catalog, taker.info())

        return self._typesetter.taken(document, take, pdf_variant=VARIANT)


def _itself(catalog: Loose) -> Loose:
    return catalog


def _pages(head: str, count: int, more: str = "") -> str:
    """Return a document of some pages, and one for what stands behind them, each with a named area."""
    later = '<div style="break-before: page">'
    pages = "".join(f"{later if number else '<div>'}{_area(number)}</div>" for number in range(count))
    behind = f'<div id="end"></div><div class="behind">{_area(count)}</div>'
    return f"{head}{more}{pages}{behind}</main></body></html>"


def _area(number: int) -> str:
    return f'<div id="area-{number}" style="position: absolute; top: 0; bottom: 0; left: 0; right: 0"></div>'
