"""Composes a person's sheet of blocks that WeasyPrint has laid out, most of them long before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.pdf.compose.blocks import NotComposableError, split
from app.pdf.compose.draft import Draft
from app.pdf.compose.specimen import SPECIMEN
from app.pdf.compose.stock import Stock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.pdf.compose.fragments import Fragments
    from app.pdf.compose.kept import Key
    from app.pdf.typesetter import Typesetter


class Composer:
    """`stock` is what it keeps: the same for everyone."""

    def __init__(self, typesetter: Typesetter) -> None:
        self.stock = Stock(typesetter)

    def compose(
        self, versions: Iterable[str], most_pages: int | None, attached: bytes | None, *, to_fill_in: bool
    ) -> bytes:
        """Return the PDF of the first version with at most `most_pages` pages, else with the fewest.

        Pages behind the sheet do not count. Raises NotComposableError.
        """
        own: dict[Key, Fragments] = {}
        shortest: Draft | None = None
        for html in versions:
            draft = Draft(html, self.stock, own, to_fill_in=to_fill_in)
            # Of several with as many pages the first has the most room to write.
            if shortest is None or draft.counted < shortest.counted:
                shortest = draft
            if most_pages is None or draft.counted <= most_pages:
                break
        if shortest is None:
            raise ValueError("no versions")
        return shortest.written(attached)

    def ahead(self, sheets: Iterable[str]) -> Iterator[None]:
        """Lay out the blocks of sheets that may be kept, until there are enough, and pages to put them on.

        It yields after a few blocks and after each sheet: also one that has no new block takes time to make.
        Raises NotComposableError.
        """
        for html in sheets:
            marked = split(html)
            self.stock.frames.ahead(marked.head)
            yield from self.stock.blocks.ahead(marked, self.stock.frames.geometry(marked.head))
            if self.stock.blocks.are_enough:
                return
            yield

    def check(self) -> None:
        """Compose a specimen, with fields and without. Raises NotComposableError if a shape is not known."""
        for to_fill_in in (False, True):
            draft = Draft(SPECIMEN, self.stock, {}, to_fill_in=to_fill_in)
            draft.written(SPECIMEN.encode())
        if draft.counted != 1 or not draft.fields:
            raise NotComposableError("the specimen is composed in another way")
