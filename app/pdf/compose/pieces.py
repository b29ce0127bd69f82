"""Blocks that are to be placed on pages, and where they stand. All lengths are in CSS pixels."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Lines:
    """How many lines a block has to write on, and the room below them in it that more may take.

    Those that are `last` get more when no other on the page has fewer.
    """

    count: int
    spare: float
    is_last: bool = False

    def growth(self, added: int, line: float) -> float:
        """Return how much taller a block is with lines that are added."""
        return max(0.0, added * line - self.spare)


@dataclass(frozen=True, slots=True)
class Piece:
    """A block: its height, and the margins above and below it, which collapse with those of others.

    `overlap` is how much of the one above it a row of a table covers: their common border. `head` is the
    number of the row with the heads of its columns.
    """

    height: float
    above: float = 0
    below: float = 0
    with_next: bool = False
    new_page: bool = False
    is_end: bool = False
    is_behind: bool = False
    overlap: float = 0
    head: int | None = None
    lines: Lines | None = None


@dataclass(slots=True)
class Placed:
    """Where a piece stands below the top of its page, and how many lines it gets.

    Heads of columns may stand there `again`.
    """

    number: int
    y: float
    added: int = 0
    again: bool = False


@dataclass(slots=True)
class PlacedPage:
    """What stands on a page."""

    placed: list[Placed] = field(default_factory=list)
    end: float = 0
    margin: float = 0
    is_behind: bool = False
