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

SELECT: Final = rb"/%b \S+ Tf\n"
SELECTED: Final = rb"(?:(?! Tf\n).)*"  # while no other font is
GLYPHS: Final = b"(?:[0-9a-f]{4})*"  # four figures each, so that a number begins where a glyph does
FOUND: Final = rb"(?s)(.*?%b%b?<%b?)%b(%b>(?:.*%b)?%b<%b|%b)%b(%b>.*)"


@dataclass(frozen=True, slots=True)
class Unnumbered:
    """The drawing of a page in three pieces. Between them `figures` show its number, and how many there are.

    `glyphs` are those of the pieces, by the name of their font.
    """

    drawing: Drawing
    pieces: tuple[bytes, ...]
    figures: Figures
    glyphs: dict[bytes, Glyphs]

    @classmethod
    def of(cls, drawing: Drawing, page: int, pages: int, fonts: Iterable[Figures]) -> Unnumbered:
        """Take the numbers out of a drawing that has them. Raises NotComposableError."""
        for figures in fonts:
            select, first, last = SELECT % figures.font, figures.of(str(page)), figures.of(str(pages))
            begins = (select, SELECTED, GLYPHS, first)
            goes_on = (GLYPHS, select, SELECTED, GLYPHS, GLYPHS, last, GLYPHS)
            if found := re.fullmatch(FOUND % (*begins, *goes_on), drawing.content):
                pieces = found.groups()
                return cls(drawing, pieces, figures, dict(glyphs_by_font(b"".join(pieces))))
        raise NotComposableError("the number of a page is shown in another way")

    def numbered(self, page: int, pages: int) -> Drawing:
        before, between, after = self.pieces
        numbers = (str(page), str(pages))
        first, last = map(self.figures.of, numbers)
        font = self.figures.font
        shown = self.glyphs.get(font, 0) | self.figures.glyphs("".join(numbers))
        content = b"".join((before, first, between, last, after))
        return self.drawing._replace(content=content, glyphs=tuple({**self.glyphs, font: shown}.items()))
