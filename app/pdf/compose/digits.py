"""Digits as drawings show them: blocks are laid out with zeros, and get their number when they are placed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
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


@dataclass(frozen=True, slots=True)
class Figures:
    """How content streams show each digit in a font."""

    shown: tuple[bytes, ...]

    def of(self, number: str) -> bytes:
        return b"".join(self.shown[int(figure)] for figure in number)

    def glyphs(self, number: str) -> Glyphs:
        return glyphs_of(int(self.shown[int(figure)], 16) for figure in number)


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
        for figures in self.figures:
            zeros = b"[<" + figures.of("0" * len(number))
            if zeros in drawing.content:
                shown = b"[<" + figures.of(number)
                return drawing._replace(content=drawing.content.replace(zeros, shown, 1))
        raise NotComposableError("a number is shown in another way")


def _figures(specimen: pydyf.PDF) -> tuple[Figures, ...]:
    found = SHOWN.findall(PageTaker(specimen).drawing(0).content)
    if len(found) != SPECIMEN.count(DIGITS):
        raise NotComposableError("digits are not all as wide")
    each = len(found[0]) // len(DIGITS)
    return tuple(Figures(tuple(one[at : at + each] for at in range(0, len(one), each))) for one in found)
