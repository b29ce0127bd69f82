"""Digits as drawings show them: blocks are laid out with zeros, and get their number when they are placed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from app.pdf.compose.blocks import NotComposableError
from app.pdf.compose.fragments import glyphs_of
from app.pdf.compose.specimen import DIGITS, page_of
from app.pdf.compose.taker import PageTaker

if TYPE_CHECKING:
    import pydyf

    from app.pdf.compose.fragments import Drawing, Glyphs
    from app.pdf.typesetter import Typesetter

SPECIMEN: Final = "".join(
    f'<p class="ask{wide}"><span class="number">{DIGITS}</span></p>' for wide in ("", " wide")
)
SHOWN: Final = re.compile(rb"\[<([0-9a-f]{40})>0\] TJ")  # none is moved: all are as wide
SELECTS: Final = b" Tf\n"


@dataclass(frozen=True, slots=True)
class Figures:
    """How content streams show each digit in a font. Other fonts have other letters with the same glyphs."""

    font: bytes
    shown: tuple[bytes, ...]

    def of(self, number: str) -> bytes:
        return b"".join(self.shown[int(figure)] for figure in number)

    def glyphs(self, number: str) -> Glyphs:
        return glyphs_of(int(self.shown[int(figure)], 16) for figure in number)

    def find(self, number: str, content: bytes) -> int:
        """Return where a text in the font begins with a number; -1 if none does."""
        shown = b"[<" + self.of(number)
        at = content.find(shown)
        while at >= 0 and font_at(content, at) != self.font:
            at = content.find(shown, at + 1)
        return at


def font_at(content: bytes, at: int) -> bytes:
    """Return the name of the font that is selected at a place of a content stream."""
    end = content.rfind(SELECTS, 0, at)
    return content[content.rfind(b"\n", 0, end) + 2 : end].partition(b" ")[0]


class Digits:
    """The digits of numbers, in each font that these may have."""

    def __init__(self, typesetter: Typesetter) -> None:
        self._typesetter = typesetter

    @cached_property
    def figures(self) -> tuple[Figures, ...]:
        """What a specimen of WeasyPrint shows. Raises NotComposableError if it does so in another way."""
        document = self._typesetter.document(page_of(SPECIMEN))
        return self._typesetter.taken(document, _figures, pdf_tags=True)

    def numbered(self, drawing: Drawing, number: str) -> Drawing:
        """Return the drawing of a question with its number in place of zeros. Raises NotComposableError."""
        content = drawing.content
        for figures in self.figures:
            if (at := figures.find("0" * len(number), content)) >= 0:
                shown = b"[<" + figures.of(number)
                return drawing._replace(content=content[:at] + shown + content[at + len(shown) :])
        raise NotComposableError("a number is shown in another way")


def _figures(specimen: pydyf.PDF) -> tuple[Figures, ...]:
    content = PageTaker(specimen).drawing(0).content
    found = [(font_at(content, one.start()), one[1].decode()) for one in SHOWN.finditer(content)]
    if len(found) != SPECIMEN.count(DIGITS):
        raise NotComposableError("digits are not all as wide")
    return tuple(Figures(font, tuple(each.encode() for each in wrap(shown, 4))) for font, shown in found)
