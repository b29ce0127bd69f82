"""The outline of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pydyf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.pdf.compose.file import File


class _Entry:
    def __init__(self, number: int, text: bytes) -> None:
        self.number, self.text, self.below = number, text, list[_Entry]()

    @property
    def count(self) -> int:
        return sum(1 + each.count for each in self.below)

    def ends(self) -> bytes:
        if not self.below:
            return b""
        ends = (self.below[0].number, self.below[-1].number, self.count)
        return b"/First %d 0 R/Last %d 0 R/Count %d" % ends


def add_outline(file: File, marks: Sequence[tuple[int, str, int, float, float]]) -> int:
    """Add an outline and return its number.

    A mark has a level, a title, the object of its page, and its place in points from the lower left corner.
    """
    root = _Entry(file.reserve(), b"")
    above = [(0, root)]
    for level, title, page, x, y in marks:
        while above[-1][0] >= level:
            above.pop()
        where = b"/Title%s/Dest[%d 0 R/XYZ %.3f %.3f 0]" % (pydyf.String(title).data, page, x, y)
        entry = _Entry(file.reserve(), where)
        above[-1][1].below.append(entry)
        above.append((level, entry))
    file.set(root.number, b"<</Type/Outlines%s>>" % root.ends())
    _add_below(file, root)
    return root.number


def _add_below(file: File, parent: _Entry) -> None:
    for place, entry in enumerate(parent.below):
        beside = b"/Prev %d 0 R" % parent.below[place - 1].number if place else b""
        if place + 1 < len(parent.below):
            beside += b"/Next %d 0 R" % parent.below[place + 1].number
        text = b"<<%s/Parent %d 0 R%s%s>>" % (entry.text, parent.number, beside, entry.ends())
        file.set(entry.number, text)
        _add_below(file, entry)
