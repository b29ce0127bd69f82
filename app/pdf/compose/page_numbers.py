"""Pages without their numbers: one drawing serves many pages, as all digits of a page number are as wide."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.pdf.compose.blocks import NotComposableError
from app.pdf.compose.drawings import glyphs_by_font

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.pdf.compose.digits import Figures
    from app.pdf.compose.fragments import Drawing, Glyphs

SELECTED: Final = re.compile(rb"/(\w+) \S+ Tf\n")
GLYPHS: Final = b"(?:[0-9a-f]{4})*"  # four figures each, so that a number begins where a glyph does
FOUND: Final = rb"(?s)(.*?<%b?)%b(%b>.*<%b|%b)%b(%b>.*)"


@dataclass(frozen=True, slots=True)
class Unnumbered:
    """The drawing of a page in three pieces. Between them `figures` show its number, and how many there are.

    `glyphs` are those of the pieces by the name of their font, `font` is the one of the numbers.
    """

    drawing: Drawing
    pieces: tuple[bytes, ...]
    figures: Figures
    font: bytes
    glyphs: dict[bytes, Glyphs]

    @classmethod
    def of(cls, drawing: Drawing, page: int, pages: int, fonts: Iterable[Figures]) -> Unnumbered:
        """Take the numbers out of a drawing that has them. Raises NotComposableError."""
        for figures in fonts:
            first, last = figures.of(str(page)), figures.of(str(pages))
            pattern = FOUND % (GLYPHS, first, GLYPHS, GLYPHS, GLYPHS, last, GLYPHS)
            if found := re.fullmatch(pattern, drawing.content):
                pieces = found.groups()
                glyphs = dict(glyphs_by_font(b"".join(pieces)))
                return cls(drawing, pieces, figures, SELECTED.findall(pieces[0])[-1], glyphs)
        raise NotComposableError("the number of a page is shown in another way")

    def numbered(self, page: int, pages: int) -> Drawing:
        before, between, after = self.pieces
        numbers = (str(page), str(pages))
        first, last = map(self.figures.of, numbers)
        shown = self.glyphs[self.font] | self.figures.glyphs("".join(numbers))
        content = b"".join((before, first, between, last, after))
        return self.drawing._replace(content=content, glyphs=tuple({**self.glyphs, self.font: shown}.items()))
