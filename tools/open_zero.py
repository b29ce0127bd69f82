"""Takes the slash out of the zero of a font, and gives the result a name of its own.

Programmers need a slash to tell 0 from O; people who read "out of 100" or a phone number stop at it.
Usage: python -m tools.open_zero SOURCE.ttf TARGET.ttf. The fonts of static/fonts were made from
AtkinsonHyperlegibleNext-Regular.ttf and -Bold.ttf of github.com/googlefonts/atkinson-hyperlegible-next.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

if TYPE_CHECKING:
    from collections.abc import Sequence

    Point = tuple[int, int]

OLD_NAME, NEW_NAME = "Atkinson Hyperlegible Next", "Hyperlegible Open Zero"
COPYRIGHT = 0  # id of the record that stays as it is
CONTOURS = 3  # of a zero with a slash: the outline and two halves of its counter


def open_zero(font: TTFont) -> None:
    """Replace the two halves of the counter by a whole one. Raises ValueError if the zero has none."""
    pen = RecordingPen()
    font.getGlyphSet()["zero"].draw(pen)
    contours = _contours(pen)
    if len(contours) != CONTOURS:
        raise ValueError("the zero of this font has no slash")
    outline, lower, upper = contours
    bottom, to_bottom = lower[0][1][0], lower[-2][1]
    from_right, right = upper[-3][1], upper[-4][1][-1]
    left = lower[-3][1][-1]
    double = left[0] + right[0]
    to_right = (*_mirrored(to_bottom[:-1], double), right)
    to_left = (*_mirrored(from_right[:-1], double), left)
    drawn = TTGlyphPen(None)
    for name, points in outline:
        getattr(drawn, name)(*points)
    drawn.moveTo(bottom)
    for curve in (to_right, from_right, to_left, to_bottom):
        drawn.qCurveTo(*curve)
    drawn.closePath()
    font["glyf"]["zero"] = drawn.glyph()


def _contours(pen: RecordingPen) -> list[list[tuple[str, tuple[Point, ...]]]]:
    found: list[list[tuple[str, tuple[Point, ...]]]] = []
    for name, points in pen.value:
        if name == "moveTo":
            found.append([])
        found[-1].append((name, points))
    return found


def _mirrored(points: Sequence[Point], double: int) -> tuple[Point, ...]:
    """Return a curve on the other side, from its end to its beginning."""
    return tuple((double - x, y) for x, y in reversed(points))


def rename(font: TTFont) -> None:
    for record in font["name"].names:
        if record.nameID == COPYRIGHT:
            continue
        text = record.toUnicode()
        record.string = text.replace(OLD_NAME, NEW_NAME).replace(
            OLD_NAME.replace(" ", ""), NEW_NAME.replace(" ", "")
        )


def main() -> None:
    source, target = sys.argv[1:]
    with TTFont(source) as font:
        open_zero(font)
        rename(font)
        font.save(target)


if __name__ == "__main__":
    main()
