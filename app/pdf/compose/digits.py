"""The numbers of questions: blocks are laid out with zeros, and get their number when they are placed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.pdf.compose.blocks import NotComposableError

if TYPE_CHECKING:
    from app.pdf.compose.fragments import Drawing

ALL: Final = "0123456789"
SPECIMEN: Final = "".join(
    f'<p class="ask{wide}"><span class="number">{ALL}</span></p>' for wide in ("", " wide")
)
SHOWN: Final = re.compile(rb"\[<([0-9a-f]{40})>0\] TJ")  # none is moved: all are as wide


@dataclass(frozen=True, slots=True)
class Digits:
    """How content streams show each digit of a number, in each font that numbers may have."""

    shown: tuple[tuple[bytes, ...], ...]

    @classmethod
    def of(cls, specimen: Drawing) -> Digits:
        """Read them from the drawing of SPECIMEN. Raises NotComposableError."""
        found = SHOWN.findall(specimen.content)
        if len(found) != SPECIMEN.count(ALL):
            raise NotComposableError("digits are not all as wide")
        each = len(found[0]) // len(ALL)
        return cls(tuple(tuple(one[at : at + each] for at in range(0, len(one), each)) for one in found))

    def numbered(self, drawing: Drawing, number: str) -> Drawing:
        """Return the drawing of a question with its number in place of zeros. Raises NotComposableError."""
        for shown in self.shown:
            zeros = b"[<" + shown[0] * len(number)
            if zeros in drawing.content:
                figures = b"[<" + b"".join(shown[int(figure)] for figure in number)
                return drawing._replace(content=drawing.content.replace(zeros, figures, 1))
        raise NotComposableError("a number is shown in another way")
