"""Places blocks on pages. All lengths are in CSS pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.pdf.compose.pieces import Placed, PlacedPage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.pdf.compose.pieces import Piece

EXACT = 0.01
PAIR = 2  # a heading and what follows it


class TooTallError(Exception):
    """A block is taller than a page."""


def paginated(pieces: Sequence[Piece], room: float) -> list[PlacedPage]:
    """Place pieces on pages with `room` each. Raises TooTallError.

    What follows the end of the sheet, and is not behind it, is left out where it would begin a page.
    """
    pages, ended = [PlacedPage()], False
    for unit in _units(pieces):
        if ended and not pieces[unit[0]].is_behind:
            _put(pages[-1], unit, pieces, room)
        else:
            _place(pages, unit, pieces, room)
        ended = ended or any(pieces[number].is_end for number in unit)
    return pages


def _units(pieces: Sequence[Piece]) -> Iterator[list[int]]:
    """Yield the numbers of the pieces that stay together."""
    unit: list[int] = []
    for number, piece in enumerate(pieces):
        unit.append(number)
        if not piece.with_next:
            yield unit
            unit = []
    if unit:
        yield unit


def _place(pages: list[PlacedPage], unit: list[int], pieces: Sequence[Piece], room: float) -> None:
    first = pieces[unit[0]]
    begins = first.new_page and bool(pages[-1].placed)
    if not begins and _put(pages[-1], unit, pieces, room):
        return
    page = PlacedPage(is_behind=first.is_behind)
    if _put(page, unit, pieces, room):
        pages.append(page)
    elif len(unit) == 1:
        raise TooTallError
    else:
        if begins:
            pages.append(page)
        # Its heading stays with what follows, the rest goes one by one.
        one_by_one = [[number] for number in unit]
        for each in [unit[:2], *one_by_one[2:]] if len(unit) > PAIR else one_by_one:
            _place(pages, each, pieces, room)


def _put(page: PlacedPage, unit: list[int], pieces: Sequence[Piece], room: float) -> bool:
    """Put pieces on a page if they fit."""
    y, margin, placed = page.end, page.margin, list[Placed]()
    for number in unit:
        piece = pieces[number]
        if not page.placed and not placed and piece.head is not None:
            placed.append(Placed(piece.head, 0, again=True))
            y = pieces[piece.head].height
        y += _gap(piece, margin, is_first=not page.placed and not placed)
        placed.append(Placed(number, y))
        y, margin = y + piece.height, piece.below
    if y > room + EXACT:
        return False
    page.placed += placed
    page.end, page.margin = y, margin
    return True


def _gap(piece: Piece, margin: float, *, is_first: bool) -> float:
    """Return the room between a piece and what is above it."""
    if is_first:
        return piece.above if piece.new_page else 0
    return -piece.overlap if piece.overlap else max(margin, piece.above)
