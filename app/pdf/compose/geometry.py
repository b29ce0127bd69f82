"""The measures of the pages of a paper, in CSS pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from weasyprint import CSS, Page

TALL: Final = 6_000  # CSS pixels: no block is taller


@dataclass(frozen=True, slots=True)
class Area:
    """What a page has for text."""

    left: float
    top: float
    width: float
    height: float

    @classmethod
    def of(cls, page: Page, name: str) -> Area:
        """Return the area of a page as an element with this id takes it up."""
        left, top, right, bottom = page.anchors[name]
        return cls(left, top, right - left, bottom - top)


@dataclass(frozen=True, slots=True)
class Geometry:
    """The areas of right, left and other pages. `line` is how far lines to write on are apart.

    `styles` lay out a block on a page of its own.
    """

    width: float
    height: float
    right: Area
    left: Area
    behind: Area
    line: float
    styles: CSS

    def area(self, page: int, *, is_behind: bool) -> Area:
        """Return the area of a page; they are counted from 0."""
        if is_behind:
            return self.behind
        return self.left if page % 2 else self.right


def styles_for_blocks(area: Area, behind: Area) -> str:
    """Return styles for blocks on pages of their own: so tall that each fits, or as tall as pages are."""
    none = "margin: 0; @bottom-left { content: none } @bottom-right { content: none }"
    return f"""
@page apart {{ size: {area.width}px {TALL}px; {none} }}
@page apart-behind {{ size: {behind.width}px {TALL}px; {none} }}
@page split {{ size: {area.width}px {area.height}px; {none} }}
@page split-behind {{ size: {behind.width}px {behind.height}px; {none} }}
.apart {{ page: apart }}
.apart-behind {{ page: apart-behind }}
.split {{ page: split }}
.split-behind {{ page: split-behind }}
.block {{ display: flow-root; break-before: page }}
.block .behind, .block .notes {{ page: auto !important; break-before: auto !important }}
"""
