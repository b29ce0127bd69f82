"""A page of a file that is being written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.pdf.compose.fragments import PT
from app.pdf.compose.growth import Growth

if TYPE_CHECKING:
    from app.pdf.compose.file import File
    from app.pdf.compose.fragments import Annotation, Bookmark, Edges, Part
    from app.pdf.compose.frames import Frame
    from app.pdf.compose.geometry import Area, Geometry
    from app.pdf.compose.objects import Loose
    from app.pdf.compose.pieces import Placed
    from app.pdf.compose.tree import Tree


class DocumentPage:
    """`number` is its object; `marks` go into the outline, `fields` and `form` into the form of the file."""

    def __init__(self, file: File, tree: Tree, number: int, geometry: Geometry, area: Area) -> None:
        self._file, self._tree, self._number = file, tree, number
        self._area, self._height, self._line = area, geometry.height, geometry.line
        self.annotations: list[int] = []
        self.marks: list[tuple[int, str, int, float, float]] = []
        self.fields: list[int] = []
        self.form: Loose | None = None
        self._rules: list[bytes] = []
        self._drawn = [b"1 0 0 -1 0 %.6f cm" % (geometry.height * PT)]
        tree.begin_page()

    def begin(self, frame: Frame, page: int, *, is_behind: bool) -> None:
        """Draw what a page has around its blocks; on the first one, the notice is part of the text."""
        drawing = frame.page(page, is_behind=is_behind)
        self._drawn.append(drawing.drawn(0))
        if drawing.marks:
            self._tree.add(frame.notice, self._number)

    def add(self, placed: Placed, part: Part) -> None:
        """Draw a fragment; heads of columns that stand there again are heard once."""
        one = part.fragment
        x, y = self._area.left, self._area.top + placed.y - one.above
        growth = Growth(one.writable, placed.added + part.block.more_lines, self._line)
        drawing = growth.drawing(one.drawing)
        if placed.again:
            drawing = drawing.with_artifacts((-1,) * drawing.marks)
        self._drawn += [
            b"q",
            b"1 0 0 1 %.4f %.4f cm" % (x * PT, y * PT),
            drawing.drawn(self._tree.marks),
            b"Q",
        ]
        if placed.again:
            return
        self._rules += growth.rules(x, y)
        first = self._file.reserve(len(one.annotations))
        owner = self._tree.add(one.structure, self._number, first, part.block.around, one.around)
        for place, each in enumerate(one.annotations):
            self._annotate(first + place, each, owner, _moved(growth.edges(each.edges), x * PT, y * PT))
        self.marks += (self._mark(each, x, y) for each in one.bookmarks)
        self.form = one.form or self.form

    def _annotate(self, number: int, one: Annotation, owner: int, edges: Edges) -> None:
        left, top, right, bottom = edges
        height = self._height * PT
        place = (self._number, left, height - bottom, right, height - top)
        said = (self._tree.annotate(owner + one.owner), self._file.entries(one.entries))
        self._file.set(
            number,
            b"<</Type/Annot/F 4/P %d 0 R/Rect[%.4f %.4f %.4f %.4f]/StructParent %d%s>>" % (*place, *said),
        )
        self.annotations.append(number)
        if one.is_field:
            self.fields.append(number)

    def _mark(self, one: Bookmark, x: float, y: float) -> tuple[int, str, int, float, float]:
        return one.level, one.title, self._number, (x + one.x) * PT, (self._height - y - one.y) * PT

    def content(self) -> bytes:
        """Return the content stream; the lines that were added are artifacts."""
        rules = [b"/Artifact BMC", b"0 0 0 rg", *self._rules, b"f", b"EMC"] if self._rules else []
        return b"\n".join([*self._drawn, *rules])


def _moved(edges: Edges, x: float, y: float) -> Edges:
    left, top, right, bottom = edges
    return x + left, y + top, x + right, y + bottom
