"""Writes pages of blocks as a file that is both PDF/UA-1 and PDF/A-3a."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.pdf.compose.attachment import attach
from app.pdf.compose.file import File, references
from app.pdf.compose.fragments import PT
from app.pdf.compose.outline import add_outline
from app.pdf.compose.page import DocumentPage
from app.pdf.compose.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.pdf.compose.fragments import Part
    from app.pdf.compose.frames import Frame
    from app.pdf.compose.geometry import Geometry
    from app.pdf.compose.objects import Loose
    from app.pdf.compose.pieces import PlacedPage
    from app.pdf.compose.resources import Resources


class Document:
    """A file that is being written, page by page."""

    def __init__(self, geometry: Geometry, frame: Frame, pages: int, resources: Resources) -> None:
        self._geometry, self._frame = geometry, frame
        self._file = File()
        self._tree = Tree(self._file, pages)
        self._pages = [self._file.reserve() for _ in range(pages)]
        self._parent = self._file.reserve()
        self._resources = resources.add(self._file)
        self._marks: list[tuple[int, str, int, float, float]] = []
        self._fields: list[int] = []
        self._form: Loose | None = None

    def add_page(self, number: int, placed: PlacedPage, parts: Sequence[Part]) -> None:
        area = self._geometry.area(number, is_behind=placed.is_behind)
        page = DocumentPage(self._file, self._tree, self._pages[number], self._geometry, area)
        page.begin(self._frame, number, is_behind=placed.is_behind)
        for each in placed.placed:
            page.add(each, parts[each.number])
        self._end(number, page)

    def _end(self, number: int, page: DocumentPage) -> None:
        content = self._file.add_stream(page.content())
        size = (self._geometry.width * PT, self._geometry.height * PT)
        fixed = (self._parent, *size, content, self._resources, number)
        more = b"/Annots[%s]" % references(page.annotations) if page.annotations else b""
        self._file.set(
            self._pages[number],
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %.6f %.6f]/Contents %d 0 R/Resources %d 0 R"
            b"/Tabs/S/StructParents %d%s>>" % (*fixed, more),
        )
        self._marks += page.marks
        self._fields += page.fields
        self._form = page.form or self._form

    def written(self, attached: bytes | None) -> bytes:
        """End the file and return it. `attached` is a saved sheet that it carries."""
        root = self._tree.close()
        pages = (len(self._pages), references(self._pages))
        self._file.set(self._parent, b"<</Type/Pages/Count %d/Kids[%s]>>" % pages)
        said = self._file.entries(self._frame.catalog)
        if self._marks:
            said += b"/Outlines %d 0 R" % add_outline(self._file, self._marks)
        if self._form:
            said += b"/AcroForm<</Fields[%s]%s>>" % (references(self._fields), self._file.entries(self._form))
        if attached is not None:
            said += attach(self._file, attached)
        catalog = b"<</Type/Catalog/Pages %d 0 R/StructTreeRoot %d 0 R%s>>" % (self._parent, root, said)
        return self._file.written(self._file.add(catalog), self._file.place(self._frame.info))
