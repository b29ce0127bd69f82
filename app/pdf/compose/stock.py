"""What sheets are composed of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.pdf.compose.digits import Digits
from app.pdf.compose.frames import Frames
from app.pdf.compose.layout import Blocks
from app.pdf.compose.letters import Letters

if TYPE_CHECKING:
    from app.pdf.compose.blocks import Block
    from app.pdf.compose.fragments import Fragment
    from app.pdf.typesetter import Typesetter


class Stock:
    """Letters, pages without blocks, and blocks that are the same for everyone."""

    def __init__(self, typesetter: Typesetter) -> None:
        self._digits = Digits(typesetter)
        self.letters, self.frames = Letters(typesetter), Frames(typesetter, self._digits)
        self.blocks = Blocks(typesetter, self.letters)

    def numbered(self, block: Block, one: Fragment, part: int) -> Fragment:
        """Return a part of a block with the number that the block has on its sheet."""
        if part or not block.number:
            return one
        return one._replace(drawing=self._digits.numbered(one.drawing, block.number))
