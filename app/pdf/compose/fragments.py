"""What is kept of a block that WeasyPrint has laid out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.pdf.compose.blocks import Block
    from app.pdf.compose.objects import Loose

PT: Final = 0.75  # points in a CSS pixel
MARKED: Final = re.compile(rb"/\w+\n<</MCID %d>>\nBDC")

# What a number in the structure of a fragment is counted from: its own elements, the element around it, its
# page, its marked contents and its annotations.
ELEMENT, AROUND, PAGE, MARK, ANNOTATION = range(5)
Slot = tuple[int, int]
Glyphs = int  # a set of glyphs: the bit of each number is 1. A set of Python takes twenty times the memory
Edges = tuple[float, float, float, float]  # left, top, right, bottom
Fragments = tuple["Fragment", ...]  # of one block: more than one if it is taller than a page


class Drawing(NamedTuple):
    """A content stream with `%d` for each marked content, and what its names stand for.

    `states` name how opaque it draws, `glyphs` are those of each font by its name.
    """

    content: bytes
    marks: int
    states: tuple[bytes, ...]
    pictures: tuple[tuple[bytes, Loose], ...]
    glyphs: tuple[tuple[bytes, Glyphs], ...]

    def with_artifacts(self, owners: tuple[int, ...]) -> Drawing:
        """Return it with what no element of the structure owns (-1) as artifacts."""
        owned = iter(owners)
        content = MARKED.sub(lambda each: b"/Artifact\nBMC" if next(owned) < 0 else each[0], self.content)
        return self._replace(content=content, marks=sum(owner >= 0 for owner in owners))

    def drawn(self, first: int) -> bytes:
        """Return the content stream with its marked contents numbered from `first`."""
        return self.content % tuple(range(first, first + self.marks))


@cache
def slot(kind: int, number: int) -> Slot:
    """Return the same object each time: blocks hold dozens of them."""
    return kind, number


def glyphs_of(numbers: Iterable[int]) -> Glyphs:
    found = 0
    for number in numbers:
        found |= 1 << number
    return found


class Structure(NamedTuple):
    """Elements of the structure as one text, a line for each, with `%d` for what `slots` say.

    `owners` is the element of each marked content (-1: none), `roots` are those that stand in no other.
    """

    text: bytes
    slots: tuple[Slot, ...]
    roots: tuple[int, ...]
    owners: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link or field. Its edges are points from the top left corner, `owner` is an element."""

    edges: Edges
    owner: int
    entries: Loose
    is_field: bool


@dataclass(frozen=True, slots=True)
class Bookmark:
    level: int
    title: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Writable:
    """Where a block may get more lines to write on, in CSS pixels from its top left corner.

    `count` is how many lines and rows to fill in it has, `bottom` the lower edge of the last, `spare` the
    room below it in the block. With `is_frame` its lines are one frame, which grows. `moves` if something of
    the block stands lower.
    """

    count: int
    left: float
    width: float
    bottom: float
    spare: float
    is_frame: bool
    moves: bool


class Fragment(NamedTuple):
    """A block that is laid out, or the part of it that fits on a page. Lengths are CSS pixels.

    `above` and `below` are its margins, `border` is what a row of a table shares with the next one. `around`
    is the kind of each element around it in the structure. `form` is what a form needs besides its fields.
    """

    height: float
    above: float
    below: float
    border: float
    drawing: Drawing
    structure: Structure
    around: tuple[bytes, ...]
    annotations: tuple[Annotation, ...]
    bookmarks: tuple[Bookmark, ...]
    writable: Writable | None
    form: Loose | None


@dataclass(frozen=True, slots=True)
class Part:
    """A fragment, and which one of its block it is."""

    block: Block
    fragment: Fragment
    number: int
