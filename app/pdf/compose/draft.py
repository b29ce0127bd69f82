"""A version of a sheet whose blocks have their places."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.pdf.compose.added_lines import add_lines
from app.pdf.compose.blocks import NotComposableError, split
from app.pdf.compose.document import Document
from app.pdf.compose.fragments import Part
from app.pdf.compose.pagination import TooTallError, paginated
from app.pdf.compose.pieces import Lines, Piece
from app.pdf.compose.resources import Resources

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.pdf.compose.fragments import Drawing, Fragments
    from app.pdf.compose.kept import Key
    from app.pdf.compose.objects import Loose
    from app.pdf.compose.pieces import Placed, PlacedPage
    from app.pdf.compose.stock import Stock


class Draft:
    """A version of a document whose blocks have their places."""

    def __init__(self, html: str, stock: Stock, own: dict[Key, Fragments], *, to_fill_in: bool) -> None:
        self._stock, self._html, self._own, self._to_fill_in = stock, html, own, to_fill_in
        self._marked = split(html)
        self._geometry = stock.frames.geometry(self._marked.head)
        self._lay_out()
        self._pieces = list(_pieces(self._parts, self._geometry.line))
        self._pages = self._paginated()

    def _lay_out(self) -> None:
        made = self._stock.blocks.laid_out(
            self._marked, self._geometry, self._own, to_fill_in=self._to_fill_in
        )
        self._own_fonts = made.fonts
        self._parts = [
            Part(block, self._stock.numbered(block, one, number), number)
            for block, several in zip(self._marked.blocks, made.fragments, strict=True)
            for number, one in enumerate(several)
        ]

    @property
    def counted(self) -> int:
        return sum(not page.is_behind for page in self._pages)

    @property
    def fields(self) -> int:
        return sum(each.is_field for part in self._parts for each in part.fragment.annotations)

    def _paginated(self) -> list[PlacedPage]:
        try:
            return paginated(self._pieces, self._geometry.right.height)
        except TooTallError:
            raise NotComposableError("a block is taller than a page") from None

    def written(self, attached: bytes | None) -> bytes:
        for page in self._pages:
            add_lines(page, self._pieces, self._geometry.right.height, self._geometry.line)
        if self._to_fill_in:
            self._give_frames()
        frame = self._stock.frames.frame(self._marked.head, self.counted)
        placed = (each.number for page in self._pages for each in page.placed)
        drawings = [*frame.pages, *(self._parts[number].fragment.drawing for number in placed)]
        resources = Resources(drawings, self._fonts(drawings))
        document = Document(self._geometry, frame, len(self._pages), resources)
        for number, page in enumerate(self._pages):
            document.add_page(number, page, self._parts)
        return document.written(attached)

    def _fonts(self, drawings: Sequence[Drawing]) -> Mapping[bytes, Loose]:
        """Return fonts for all that is drawn: prepared ones, else some that are made for this sheet."""
        letters = self._stock.letters
        found = letters.fonts(drawings, self._own_fonts)
        found = found or letters.fonts(drawings, letters.of_document(self._html))
        if not found:
            raise NotComposableError("a font has too few letters")
        return found

    def _give_frames(self) -> None:
        """Lay out blocks anew that had no line and now get some: these are to be a field."""
        bare = [each for page in self._pages for each in page.placed if each.added and self._is_bare(each)]
        blocks = {self._parts[each.number].block for each in bare}
        if bare:
            with_line = (each.with_line() if each in blocks else each for each in self._marked.blocks)
            self._marked = replace(self._marked, blocks=tuple(with_line))
            self._lay_out()
        for each in bare:
            each.added -= 1

    def _is_bare(self, placed: Placed) -> bool:
        places = self._parts[placed.number].fragment.writable
        return places is not None and not places.is_frame


def _pieces(parts: Sequence[Part], line: float) -> Iterator[Piece]:
    head = None
    for number, part in enumerate(parts):
        block, one = part.block, part.fragment
        within = block.around[-1].name if block.around else ""
        head = number if within == "thead" else head
        is_row, taken = within == "tbody", block.more_lines * line
        lines = None
        if places := one.writable:
            spare = max(0, places.spare - taken)
            lines = Lines(places.count + block.more_lines, spare, block.is_last_for_lines)
        yield Piece(
            one.height + (max(0, taken - places.spare) if places else 0),
            one.above,
            one.below,
            with_next=block.with_next,
            new_page=block.new_page or part.number > 0,
            is_end=block.is_end,
            is_behind=block.is_behind,
            overlap=one.border if is_row else 0,
            head=head if is_row else None,
            lines=lines,
        )
