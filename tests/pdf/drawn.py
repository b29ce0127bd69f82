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


Numbers = tuple[float, ...]
UPRIGHT: Numbers = (1, 0, 0, 1, 0, 0)


class _Reader:
    """Reads the operators of a page, in the ways in which WeasyPrint and the composer use them."""

    def __init__(self, page: pikepdf.Page) -> None:
        _left, _bottom, width, height = (float(edge) * PT * PX for edge in page.mediabox)
        self.page, self.source = DrawnPage(width, height), page
        self.path: list[Numbers] = []
        self.clip: list[Numbers] = []
        self.matrix, self.outer = UPRIGHT, list[Numbers]()
        self.last: dict[str, Numbers] = {"rg": (0, 0, 0), "w": (0,)}

    def read(self) -> DrawnPage:
        for operator, numbers in _operators(self.source):
            self.last[operator] = numbers
            if operator in {"q", "Q", "cm"}:
                self._move(operator, numbers)
            elif operator in {"m", "l", "re"}:
                self.path.append(self._on_page(numbers))
            elif operator in {"W", "W*"}:
                self.clip = self.path
            elif operator in {"TJ", "Do"}:
                self._show(operator)
            elif operator in {"S", "f", "f*", "n"}:
                self._paint(operator)
                self.path = []
        return self.page

    def _move(self, operator: str, numbers: Numbers) -> None:
        """Follow the coordinates, which are moved and scaled, and never turned."""
        if operator == "q":
            self.outer.append(self.matrix)
        elif operator == "Q":
            self.matrix = self.outer.pop()
        else:
            across, _, _, down, x, y = numbers
            width, _, _, height, left, top = self.matrix
            self.matrix = (across * width, 0, 0, down * height, left + x * width, top + y * height)

    def _on_page(self, numbers: Numbers) -> Numbers:
        """Return a point, or a rectangle, in mm from the top left corner of the page."""
        across, _, _, down, left, top = self.matrix
        x, y, *size = numbers
        x, y = (left + x * across) * PT * PX, self.page.height - (top + y * down) * PT * PX
        return (x, y, *(each * factor * PT * PX for each, factor in zip(size, (across, -down), strict=False)))

    def _show(self, operator: str) -> None:
        if operator == "Do":
            self.page.pictures.append(_frame(self.clip[-1]))
            return
        x, y = self._on_page(self.last["Tm"][-2:])
        seen = self.last["rg"] != WHITE
        points = self.last["Tf"][-1] * self.matrix[0]
        self.page.texts.append(Text(x, y, points, seen))

    def _paint(self, operator: str) -> None:
        """Tell an underline, a lower border, a line that was added and a whole border from other paths."""
        sizes = [len(each) for each in self.path]
        across, down = ([each[axis] for each in self.path] for axis in (0, 1))
        if operator == "S" and sizes == [2, 2] and _is_pen(self.last["w"][0] * self.matrix[0] / 0.75 * PX):
            self.page.blanks.append(Rule(min(across), max(across), down[0]))
        elif operator == "n" and sizes == [2] * 4 and _is_pen(max(down) - min(down)):
            self.page.lines.append(Rule(min(across), max(across), max(down)))
        elif operator == "f" and all(
            size == 4 and _is_pen(rule[3]) for size, rule in zip(sizes, self.path, strict=True)
        ):
            self.page.lines += [Rule(left, left + width, top + tall) for left, top, width, tall in self.path]
        elif operator == "f*" and sizes == [4, 4] and all(map(ne, *self.path)):
            self.page.frames.append(_frame(self.path[1]))


def _is_pen(tall: float) -> bool:
    return abs(tall - PEN * PX) < PEN * PX / 100


def _frame(rectangle: Numbers) -> Frame:
    left, top, width, height = rectangle
    return Frame(left, top, left + width, top + height)


def _operators(page: pikepdf.Page) -> Iterator[tuple[str, Numbers]]:
    """Yield the operators of a page with those of their operands that are numbers."""
    for each in pikepdf.parse_content_stream(page):
        numbers = (operand for operand in each.operands if isinstance(operand, int | Decimal))
        yield str(each.operator), tuple(map(float, numbers))
