"""Blocks that get more lines to write on: what is below them moves down, and frames around them grow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from app.pdf.compose.fragments import PT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.pdf.compose.fragments import Drawing, Edges, Writable

PEN: Final = 0.7 / PT  # how thick a line is, in CSS pixels
PLACED: Final = re.compile(rb"^((?:1 0 0 -1 )?\S+ )(\S+)(?: (\S+ )(\S+))?( re| m| l| Tm)$", re.MULTILINE)
"""An operator with a place: what is before its y, y, the width and height of a rectangle, the operator."""


class Growth:
    """A block with some lines added behind its last one; lines are `line` CSS pixels apart."""

    def __init__(self, writable: Writable | None, added: int, line: float) -> None:
        self._writable, self._count, self._line = writable, added, line
        self._moved, self._from = 0.0, 0.0
        if writable and writable.moves:
            self._moved = added * line
            # A frame grows in its middle, so that its lower edge moves.
            self._from = writable.bottom + (-2 * PEN if writable.is_frame else PEN / 4)

    def drawing(self, drawing: Drawing) -> Drawing:
        if not self._moved:
            return drawing
        return drawing._replace(content=PLACED.sub(self._operator, drawing.content))

    def edges(self, edges: Edges) -> Edges:
        """Return where a link or field stands then, in points."""
        left, top, right, bottom = edges
        return left, self._y(top / PT) * PT, right, self._y(bottom / PT) * PT

    def rules(self, x: float, y: float) -> Iterator[bytes]:
        """Yield the lines that are added to a block whose corner is at (x, y) CSS pixels, as rectangles."""
        if self._writable and not self._writable.is_frame:
            left, width = x + self._writable.left, self._writable.width
            for number in range(1, self._count + 1):
                top = y + self._writable.bottom + number * self._line - PEN
                yield b"%.4f %.4f %.4f %.4f re" % (left * PT, top * PT, width * PT, PEN * PT)

    def _y(self, y: float) -> float:
        return y + self._moved if y > self._from else y

    def _operator(self, found: re.Match[bytes]) -> bytes:
        before, y, width, height, operator = found.groups()
        top = self._y(float(y))
        if height is None:
            return b"%s%.4f%s" % (before, top, operator)
        return b"%s%.4f %s%.4f%s" % (before, top, width, self._y(float(y) + float(height)) - top, operator)
