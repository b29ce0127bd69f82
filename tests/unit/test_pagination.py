"""Blocks on pages: nothing is lost, what belongs together stays together, and what is left becomes lines."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.pdf.compose.added_lines import add_lines
from app.pdf.compose.pagination import EXACT, TooTallError, paginated
from app.pdf.compose.pieces import Lines, Piece

ROOM, LINE = 100.0, 8.0
lines = st.builds(Lines, st.integers(0, 3), st.floats(0, 20), st.booleans())
sheets = st.lists(
    st.builds(
        Piece,
        st.floats(1, 40),
        st.floats(0, 9),
        st.floats(0, 9),
        with_next=st.booleans(),
        new_page=st.booleans(),
        lines=st.none() | lines,
    ),
    min_size=1,
    max_size=30,
)


@given(sheets)
def test_each_block_stands_once_in_order_and_within_its_page(pieces: list[Piece]) -> None:
    pages = paginated(pieces, ROOM)
    assert [each.number for page in pages for each in page.placed] == list(range(len(pieces)))
    for page in pages:
        add_lines(page, pieces, ROOM, LINE)
        ends = [0.0]
        for each in page.placed:
            piece = pieces[each.number]
            assert each.y >= ends[-1] - EXACT
            ends.append(each.y + piece.height + (piece.lines.growth(each.added, LINE) if piece.lines else 0))
        assert ends[-1] <= ROOM + EXACT


@given(sheets)
def test_no_room_for_another_line_is_left(pieces: list[Piece]) -> None:
    for page in paginated(pieces, ROOM):
        add_lines(page, pieces, ROOM, LINE)
        last = page.placed[-1]
        lines_of_last = pieces[last.number].lines
        end = last.y + pieces[last.number].height
        end += lines_of_last.growth(last.added, LINE) if lines_of_last else 0
        if any(pieces[each.number].lines for each in page.placed):
            assert ROOM - end < LINE + EXACT


def test_margins_collapse_and_go_at_the_top_of_a_page() -> None:
    pieces = [Piece(60, above=5, below=4), Piece(30, above=6), Piece(30, above=6)]
    first, second = paginated(pieces, ROOM)
    assert [each.y for each in first.placed] == [0, 66]
    assert [each.y for each in second.placed] == [0]


def test_heading_stays_with_its_first_question() -> None:
    heading = Piece(10, with_next=True)
    first, second = paginated([Piece(70), heading, Piece(30)], ROOM)
    assert [each.number for each in first.placed] == [0]
    assert [each.number for each in second.placed] == [1, 2]


def test_what_no_page_holds_is_parted_behind_its_second_block() -> None:
    part = [Piece(10, with_next=True), *[Piece(40, with_next=True)] * 3, Piece(40)]
    assert [[each.number for each in page.placed] for page in paginated(part, ROOM)] == [[0, 1, 2], [3, 4]]


def test_heading_goes_alone_before_what_fills_a_page() -> None:
    pages = paginated([Piece(50, with_next=True), Piece(ROOM - 10)], ROOM)
    assert [[each.number for each in page.placed] for page in pages] == [[0], [1]]


def test_block_that_is_taller_than_a_page_is_an_error() -> None:
    with pytest.raises(TooTallError):
        paginated([Piece(ROOM + 1)], ROOM)


def test_place_for_notes_makes_no_page() -> None:
    end, notes, card = Piece(90, is_end=True), Piece(20), Piece(50, is_behind=True, new_page=True)
    assert [[each.number for each in page.placed] for page in paginated([end, notes, card], ROOM)] == [
        [0],
        [2],
    ]
    short = replace(end, height=50)
    assert [each.number for each in paginated([short, notes, card], ROOM)[0].placed] == [0, 1]


def test_heads_of_columns_stand_on_each_page() -> None:
    rows = [Piece(40, overlap=1, head=0, with_next=True)] * 4
    pages = paginated([Piece(10, with_next=True), *rows], ROOM)
    assert [[(each.number, each.again) for each in page.placed] for page in pages] == [
        [(0, False), (1, False), (2, False)],
        [(0, True), (3, False), (4, False)],
    ]
    assert pages[1].placed[1].y == 9


def test_lines_go_first_to_those_with_few() -> None:
    pieces = [Piece(10, lines=Lines(1, 0, is_last=True)), Piece(10, lines=Lines(1, 0)), Piece(10)]
    (page,) = paginated(pieces, 30 + LINE)
    add_lines(page, pieces, 30 + LINE, LINE)
    assert [each.added for each in page.placed] == [0, 1, 0]
    assert [each.y for each in page.placed] == [0, 10, 20 + LINE]
