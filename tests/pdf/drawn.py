"""What is drawn on the pages of a sheet, in mm from the top left corner, read from the PDF."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from operator import ne
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

PX, PT = 25.4 / 96, 96 / 72  # mm in a CSS pixel; such pixels in a point
PEN = 0.7 * PT  # how thick lines and blanks are
WHITE = (1.0, 1.0, 1.0)


@dataclass(frozen=True)
class Text:
    """A run of text; `y` is its baseline and `points` the size of its letters."""

    x: float
    y: float
    points: float
    is_seen: bool


@dataclass(frozen=True)
class Rule:
    left: float
    right: float
    y: float

    def is_above(self, other: Rule) -> bool:
        return self.y < other.y and self.left < other.right and other.left < self.right


@dataclass(frozen=True)
class Frame:
    left: float
    top: float
    right: float
    bottom: float


@dataclass
class DrawnPage:
    """`lines` are whole lines to write on, `blanks` those after a label, `frames` boxes with a border."""

    width: float
    height: float
    texts: list[Text] = field(default_factory=list)
    lines: list[Rule] = field(default_factory=list)
    blanks: list[Rule] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    pictures: list[Frame] = field(default_factory=list)

    @property
    def circles(self) -> list[Frame]:
        """The pictures of a hundred circles: the only ones that are taller than a line."""
        return [frame for frame in self.pictures if frame.bottom - frame.top > 20]

    @property
    def gaps(self) -> list[float]:
        """The distances between places to write that stand below one another."""
        rules = [*self.lines, *self.blanks]
        below = ([lower.y - rule.y for lower in rules if rule.is_above(lower)] for rule in rules)
        return [min(distances) for distances in below if distances]

    def end(self, foot: float) -> float:
        """Return where the last thing above the foot ends."""
        ends = [*(rule.y for rule in (*self.lines, *self.blanks)), *(text.y for text in self.texts)]
        return max(end for end in (*ends, *(frame.bottom for frame in self.frames)) if end < foot)


def drawn(pdf: bytes) -> list[DrawnPage]:
    with pikepdf.open(BytesIO(pdf)) as document:
        return [_Reader(page).read() for page in document.pages]


class _Reader:
    """Reads the operators of a page, in the ways in which WeasyPrint uses them."""

    def __init__(self, page: pikepdf.Page) -> None:
        _left, _bottom, width, height = (float(edge) * PT * PX for edge in page.mediabox)
        self.page, self.source = DrawnPage(width, height), page
        self.path: list[tuple[float, ...]] = []
        self.clip: list[tuple[float, ...]] = []
        self.last: dict[str, tuple[float, ...]] = {"rg": (0, 0, 0), "w": (0,)}

    def read(self) -> DrawnPage:
        for operator, numbers in _operators(self.source):
            self.last[operator] = numbers
            if operator in {"m", "l", "re"}:
                self.path.append(numbers)
            elif operator in {"W", "W*"}:
                self.clip = self.path
            elif operator in {"TJ", "Do"}:
                self._show(operator)
            elif operator in {"S", "f", "f*", "n"}:
                self._paint(operator)
                self.path = []
        return self.page

    def _show(self, operator: str) -> None:
        if operator == "Do":
            self.page.pictures.append(_frame(self.clip[-1]))
            return
        *_, x, y = self.last["Tm"]
        seen = self.last["rg"] != WHITE
        self.page.texts.append(Text(x * PX, y * PX, self.last["Tf"][-1] / PT, seen))

    def _paint(self, operator: str) -> None:
        """Tell an underline, a lower border and a whole border from other paths."""
        sizes = [len(each) for each in self.path]
        across, down = ([each[axis] * PX for each in self.path] for axis in (0, 1))
        if operator == "S" and sizes == [2, 2] and _is_pen(self.last["w"][0]):
            self.page.blanks.append(Rule(min(across), max(across), down[0]))
        elif operator == "n" and sizes == [2] * 4 and _is_pen((max(down) - min(down)) / PX):
            self.page.lines.append(Rule(min(across), max(across), max(down)))
        elif operator == "f*" and sizes == [4, 4] and all(map(ne, *self.path)):
            self.page.frames.append(_frame(self.path[1]))


def _is_pen(pixels: float) -> bool:
    return abs(pixels - PEN) < PEN / 100


def _frame(rectangle: tuple[float, ...]) -> Frame:
    left, top, width, height = (each * PX for each in rectangle)
    return Frame(left, top, left + width, top + height)


def _operators(page: pikepdf.Page) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Yield the operators of a page with those of their operands that are numbers."""
    for each in pikepdf.parse_content_stream(page):
        numbers = (operand for operand in each.operands if isinstance(operand, int | Decimal))
        yield str(each.operator), tuple(map(float, numbers))
