"""What sheets are composed of."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from app.pdf.compose.digits import SPECIMEN, Digits
from app.pdf.compose.frames import Frames
from app.pdf.compose.layout import Blocks
from app.pdf.compose.letters import Letters, page_of
from app.pdf.compose.taker import PageTaker

if TYPE_CHECKING:
    from app.pdf.compose.blocks import Block
    from app.pdf.compose.fragments import Fragment
    from app.pdf.typesetter import Typesetter


class Stock:
    """Letters, pages without blocks, and blocks that are the same for everyone."""

    def __init__(self, typesetter: Typesetter) -> None:
        self.letters, self.frames = Letters(typesetter), Frames(typesetter)
        self.blocks = Blocks(typesetter, self.letters)
        self._typesetter = typesetter

    @cached_property
    def _digits(self) -> Digits:
        document = self._typesetter.document(page_of(SPECIMEN))
        return self._typesetter.taken(
            document, lambda pdf: Digits.of(PageTaker(pdf).drawing(0)), pdf_tags=True
        )

    def numbered(self, block: Block, one: Fragment, part: int) -> Fragment:
        """Return a part of a block with the number that the block has on its sheet."""
        if part or not block.number:
            return one
        return one._replace(drawing=self._digits.numbered(one.drawing, block.number))
