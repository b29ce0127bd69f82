"""What is drawn on the pages of a sheet, in mm from the top left corner, read from the PDF."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any

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

    height: float
    texts: list[Text] = field(default_factory=list)
    lines: list[Rule] = field(default_factory=list)
    blanks: list[Rule] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    circles: list[Frame] = field(default_factory=list)

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
        return [_page(page) for page in document.pages]


def _page(page: pikepdf.Page) -> DrawnPage:
    found = DrawnPage(float(page.mediabox[3]) * PT * PX)
    path: list[tuple[float, ...]] = []
    color, points, pen, clip = (0.0, 0.0, 0.0), 0.0, 0.0, [(0.0, 0.0, 0.0, 0.0)]
    at = (0.0, 0.0)
    for values, operator in _numbers(page):
        match operator:
            case "m" | "l" | "re":
                path.append(values)
            case "w":
                (pen,) = values
            case "W" | "W*":
                clip = path
            case "rg":
                color = values  # type: ignore[assignment]
            case "Tf":
                points = values[-1] / PT
            case "Tm":
                at = values[-2], values[-1]
            case "TJ" | "Tj":
                found.texts.append(Text(at[0] * PX, at[1] * PX, points, color != WHITE))
            case "Do":
                found.circles.append(_frame(clip[-1]))
            case "S" | "f*" | "n" | "f":
                _add(found, operator, path, pen)
                path = []
    return found


def _add(found: DrawnPage, operator: str, path: list[tuple[float, ...]], pen: float) -> None:
    """Put a path where it belongs by how WeasyPrint draws an underline, a lower border and a whole border."""
    sizes = [len(point) for point in path]
    across = [point[0] * PX for point in path]
    down = [point[1] for point in path]
    if operator == "S" and abs(pen - PEN) < 0.01 and sizes == [2, 2]:
        found.blanks.append(Rule(min(across), max(across), down[0] * PX))
    elif operator == "n" and sizes == [2] * 4 and abs(max(down) - min(down) - PEN) < 0.01:
        found.lines.append(Rule(min(across), max(across), max(down) * PX))
    elif operator == "f*" and sizes == [4, 4] and all(inner != outer for inner, outer in zip(*path, strict=True)):
        found.frames.append(_frame(path[1]))


def _frame(rectangle: tuple[float, ...]) -> Frame:
    left, top, width, height = (each * PX for each in rectangle)
    return Frame(left, top, left + width, top + height)


def _numbers(page: pikepdf.Page) -> Iterator[tuple[tuple[float, ...], str]]:
    """Yield the operators of a page with those of their operands that are numbers."""
    for operands, operator in pikepdf.parse_content_stream(page):
        yield tuple(float(each) for each in operands if _is_number(each)), str(operator)


def _is_number(operand: Any) -> bool:
    try:
        float(operand)
    except (TypeError, ValueError, NotImplementedError):
        return False
    return True
