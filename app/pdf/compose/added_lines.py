"""Shares what a page has left among the blocks that have lines to write on. Lengths are in CSS pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.pdf.compose.pieces import Lines, Piece, Placed, PlacedPage


def add_lines(page: PlacedPage, pieces: Sequence[Piece], room: float, line: float) -> None:
    """Share what a page has left among those of its pieces that have lines, one line after the other."""
    left = room - page.end
    places = [(each, lines) for each in page.placed if (lines := pieces[each.number].lines)]

    def taken(place: tuple[Placed, Lines]) -> float:
        each, lines = place
        return lines.growth(each.added + 1, line) - lines.growth(each.added, line)

    while fitting := [place for place in places if taken(place) <= left]:
        each, lines = min(fitting, key=lambda place: (place[1].count + place[0].added, place[1].is_last))
        left -= taken((each, lines))
        each.added += 1
    _move_down(page, pieces, line)


def _move_down(page: PlacedPage, pieces: Sequence[Piece], line: float) -> None:
    moved = 0.0
    for each in page.placed:
        each.y += moved
        if lines := pieces[each.number].lines:
            moved += lines.growth(each.added, line)
