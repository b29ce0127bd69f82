"""Takes what stands on the pages of a document of WeasyPrint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from app.pdf.compose.blocks import NotComposableError
from app.pdf.compose.drawings import page_drawing
from app.pdf.compose.elements import Elements, entries
from app.pdf.compose.fragments import PT, Annotation, glyphs_of
from app.pdf.compose.objects import Taken, written
from app.pdf.late_fonts import make_fonts

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pydyf
    from weasyprint import Document

    from app.pdf.compose.fragments import Drawing, Edges, Glyphs
    from app.pdf.compose.objects import Loose

OWN: Final = {"Rect", "P", "StructParent", "Type", "F"}  # what a file says of an annotation by itself


class PageTaker:
    """The pages of one document, counted from 0. `fonts` are references to those that were made, by name."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self._taken = Taken(pdf)
        self._pages = [self._taken.at(each) for each in pdf.page_references]
        self.fonts: dict[bytes, bytes] = {}
        self._numbers = {bytes(each): number for number, each in enumerate(pdf.page_references)}
        (document,) = self._taken.at(pdf.catalog["StructTreeRoot"])["K"]
        self._elements = [(self._taken.at(each), each) for each in self._taken.at(document)["K"]]

    def drawing(self, number: int) -> Drawing:
        return page_drawing(self._taken, self._pages[number])

    def elements(self, number: int, depth: int, marks: int) -> tuple[tuple[bytes, ...], Elements]:
        """Return the kinds of the `depth` elements around what stands on a page, and that.

        `marks` is how many marked contents the page has.
        """
        level = [each for made, each in self._elements if self._numbers[made["Pg"]] == number]
        around = list[bytes]()
        for _ in range(depth):
            if len(level) != 1:
                raise NotComposableError("an element around a block is missing in the structure")
            made = self._taken.at(level[0])
            around.append(written(made["S"]) + entries(made))
            level = [each for each in made["K"] if isinstance(each, bytes)]
        return tuple(around), Elements(self._taken, level, marks)

    def annotations(self, elements: Elements, height: float) -> Iterator[Annotation]:
        """Yield the links and fields in elements on a page with this height in CSS pixels."""
        for owner, reference in elements.annotations:
            made = self._taken.at(reference)
            own = self._taken.value({key: each for key, each in made.items() if key not in OWN})
            yield Annotation(_edges(made["Rect"], height * PT), owner, own, made["Subtype"] == "/Widget")

    def catalog(self, *keys: str) -> Loose:
        return self._taken.value({key: self._taken.pdf.catalog[key] for key in keys})

    def info(self) -> Loose:
        return self._taken.value(self._taken.pdf.info)

    def form(self) -> Loose | None:
        """Return what the form of the document has besides its fields; None without a form."""
        form = self._taken.pdf.catalog.get("AcroForm")
        return form and self._taken.value({key: form[key] for key in ("DR", "DA")})

    def make_fonts(self, document: Document) -> None:
        """Let the PDF have the fonts of its document."""
        made = make_fonts(document, self._taken.pdf)
        self.fonts = {name.encode(): reference for name, reference in made.items()}

    def font(self, name: bytes) -> tuple[Loose, Glyphs]:
        """Return a font with its glyphs."""
        reference = self.fonts[name]
        return self._taken.take(reference), self._glyphs(reference)

    def _glyphs(self, font: bytes) -> Glyphs:
        (below,) = self._taken.at(font)["DescendantFonts"]
        widths: list[Any] = self._taken.at(below)["W"]  # FIRST [WIDTH ...] FIRST [WIDTH ...]
        runs = zip(widths[::2], widths[1::2], strict=True)
        return glyphs_of(first + place for first, run in runs for place in range(len(run)))


def _edges(rectangle: list[float], height: float) -> Edges:
    left, one, right, other = rectangle
    return left, height - max(one, other), right, height - min(one, other)
