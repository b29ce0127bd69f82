"""Pages without blocks, as WeasyPrint lays them out: their areas and feet, and what a file says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from app.pdf.compose.geometry import Area, Geometry, styles_for_blocks
from app.pdf.compose.page_numbers import Unnumbered
from app.pdf.compose.taker import PageTaker
from app.pdf.standards import VARIANT, declare_pdf_ua

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pydyf

    from app.pdf.compose.digits import Digits
    from app.pdf.compose.fragments import Drawing, Structure
    from app.pdf.compose.objects import Loose
    from app.pdf.typesetter import Typesetter

CATALOG: Final = ("Lang", "ViewerPreferences", "MarkInfo", "OutputIntents", "Metadata")
MOST_KEPT: Final = 200  # beginnings of documents: papers, sizes and languages
USUAL: Final = (1, 2)  # figures in the number of pages: more than 99 are rare


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


@dataclass(frozen=True, slots=True)
class Sample:
    """What a file has around its blocks: the pages that differ by more than their digits, by their number."""

    pages: Mapping[int, Unnumbered]
    behind: Drawing
    notice: Structure
    catalog: Loose
    info: Loose

    def frame(self, count: int) -> Frame:
        pages = tuple(self.pages[_alike(page)].numbered(page, count) for page in range(1, count + 1))
        return Frame(pages, self.behind, self.notice, self.catalog, self.info)


class Frames:
    """`geometry` measures the pages of a document by what it begins with, `frame` returns some of them."""

    def __init__(self, typesetter: Typesetter, digits: Digits) -> None:
        self._typesetter, self._digits = typesetter, digits
        self._styles = lru_cache(MOST_KEPT)(typesetter.styles)
        self.geometry = lru_cache(MOST_KEPT)(self._geometry)
        self.sample = lru_cache(MOST_KEPT)(self._sample)

    def frame(self, head: str, count: int) -> Frame:
        return self.sample(head, len(str(count))).frame(count)

    def ahead(self, head: str) -> None:
        """Lay out what most files need that begin with this."""
        self.geometry(head)
        for figures in USUAL:
            self.sample(head, figures)

    def _geometry(self, head: str) -> Geometry:
        line = '<div class="line" id="line"></div>'
        first, second, last = self._typesetter.document(pages_of(head, 2, line)).pages
        right, left, behind = Area.of(first, "area-0"), Area.of(second, "area-1"), Area.of(last, "area-2")
        styles = self._styles(styles_for_blocks(right, behind))
        _, top, _, bottom = first.anchors["line"]
        return Geometry(first.width, first.height, right, left, behind, bottom - top, styles)

    def _sample(self, head: str, figures: int) -> Sample:
        """Lay out the pages of files that have a number of pages with so many figures."""
        alike = sorted({_alike(page) for page in range(1, 10**figures)})
        count = alike[-1]
        document = self._typesetter.document(pages_of(head, count), pdf_variant=VARIANT)
        declare_pdf_ua(document.metadata)

        def take(pdf: pydyf.PDF) -> Sample:
            taker = PageTaker(pdf)
            first = taker.drawing(0)
            _, elements = taker.elements(0, 1, first.marks)
            notice = elements.structure()
            drawings = {page: _foot(taker.drawing(page - 1)) for page in alike}
            drawings[1] = first.with_artifacts(notice.owners)
            pages = {page: self._unnumbered(each, page, count) for page, each in drawings.items()}
            return Sample(pages, _foot(taker.drawing(count)), notice, taker.catalog(*CATALOG), taker.info())

        return self._typesetter.taken(document, take, pdf_variant=VARIANT)

    def _unnumbered(self, drawing: Drawing, page: int, pages: int) -> Unnumbered:
        return Unnumbered.of(drawing, page, pages, self._digits.figures)


def _foot(drawing: Drawing) -> Drawing:
    return drawing.with_artifacts((-1,) * drawing.marks)


def _alike(page: int) -> int:
    """Return the first page that differs from this one by digits alone: there are right and left ones."""
    least = max(10 ** (len(str(page)) - 1), 2)
    return page if page == 1 else least + (page - least) % 2


def pages_of(head: str, count: int, more: str = "") -> str:
    """Return a document of some pages, and one for what stands behind them, each with a named area."""
    later = '<div style="break-before: page">'
    pages = "".join(f"{later if number else '<div>'}{_area(number)}</div>" for number in range(count))
    behind = f'<div id="end"></div><div class="behind">{_area(count)}</div>'
    return f"{head}{more}{pages}{behind}</main></body></html>"


def _area(number: int) -> str:
    return f'<div id="area-{number}" style="position: absolute; top: 0; bottom: 0; left: 0; right: 0"></div>'
