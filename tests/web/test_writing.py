"""Lines to fill in by hand: rows that break between groups, and blanks that take what is left of a row."""

from __future__ import annotations

import re
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.fonts import bundled_fonts
from app.web.writing import BOX_EM, CIRCLES_EM, LINE_EM, LONGEST_GROWTH, SHORTEST, SPACE_EM, rows
from tests.catalogues import real

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from app.content.types import Size
    from app.web.writing import Piece, Row, Segment

FONTS = bundled_fonts()
labels = st.sampled_from(
    ["Medicine:", "Any CRS:", "grade", "keep, from", "no", "yes,", "people of", "or", "."]
)
blanks = st.integers(3, 24).map(lambda length: "_" * length)
texts = st.lists(st.one_of(labels, blanks, st.just("[ ]")), min_size=1, max_size=12).map(" ".join)
lines = st.floats(5, 60)


@pytest.fixture(scope="module", autouse=True)
def _context(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def pieces(row: Row) -> list[Piece]:
    return list(chain(*row))


def told(row: Row) -> str:
    """Return what stands in a row, with one underscore for a blank, and no spaces."""
    signs = {"text": "", "blank": "_", "box": "[]"}
    return "".join(f"{signs[piece.kind]}{piece.text}" for piece in pieces(row)).replace(" ", "")


def width(row: Row | Segment) -> float:
    """Return about how wide a row is, in em: letters, blanks, boxes, and the air between them."""
    flat = [piece for each in row for piece in (each if isinstance(each, tuple) else (each,))]
    air = {"box": BOX_EM, "blank": 2 * SPACE_EM, "text": 2 * SPACE_EM}
    return sum(FONTS.em(piece.text) + piece.em + air[piece.kind] for piece in flat)


@given(texts, lines)
def test_rows_keep_all_text_in_order(text: str, line: float) -> None:
    assert "".join(map(told, rows(text, line))) == re.sub("_{3,}", "_", text).replace(" ", "")


@given(texts, lines)
def test_rows_break_between_groups_only(text: str, line: float) -> None:
    groups = [told(group) for group in rows(text, 0)]
    for row in rows(text, line):
        inside = [groups.pop(0)]
        while "".join(inside) != told(row):
            inside.append(groups.pop(0))
        assert len(inside) == 1 or width(row) <= line + 0.001
    assert groups == []


@given(texts, lines)
def test_blanks_grow_within_bounds(text: str, line: float) -> None:
    asked = iter(re.findall("_{3,}", text))
    for segment in chain(*rows(text, line)):
        for piece in segment:
            need = len(next(asked)) if piece.kind == "blank" else 0
            is_cut = piece.em < need
            assert piece.em <= LONGEST_GROWTH * need + 0.001
            assert not is_cut or piece.em == SHORTEST or width(segment) == pytest.approx(line)
    assert list(asked) == []


@given(texts, lines)
def test_growth_never_makes_a_row_too_wide(text: str, line: float) -> None:
    alone = max(map(width, rows(text, 0)))
    assert all(width(row) <= max(line, alone) + 0.001 for row in rows(text, line))


@given(texts, lines)
def test_labels_stay_with_blanks_and_boxes(text: str, line: float) -> None:
    for before, after in pairwise(chain(*rows(text, line))):
        end, start = before[-1], after[0]
        assert not (end.kind == "text" and start.kind == "blank"), "a blank without its label"
        begins = start.text[:1].isupper() and start.text.endswith(":")
        assert not (end.kind == "box" and start.kind == "text") or begins, "a box without its label"


@pytest.mark.parametrize("text", ["Medicine: ______ [ ] stop [ ] keep, from ____", "On: ____ [ ] yes [ ] no"])
def test_boxes_are_a_group_behind_a_label(text: str) -> None:
    first, second = rows(text, 0)
    assert [piece.kind for piece in pieces(first)] == ["text", "blank"]
    assert pieces(second)[0].kind == "box"
    assert len(rows(text, 100)) == 1


@given(blanks, st.floats(0, 1))
def test_blank_is_filled_to_its_length(blank: str, room: float) -> None:
    (((piece,),),) = rows(blank, (len(blank) + 2 * SPACE_EM) * (1 + room))
    assert piece.filling.startswith("blank\N{NO-BREAK SPACE}")
    assert FONTS.em("blank") + SPACE_EM * piece.filling.count("\N{NO-BREAK SPACE}") == pytest.approx(
        piece.em, abs=SPACE_EM
    )


@pytest.mark.parametrize("size", LINE_EM)
def test_no_label_of_the_catalogue_is_too_wide(size: Size) -> None:
    wordings = [wording for question in real().questions for wording in question.wordings]
    texts = {(line, bool(each.circles)) for each in wordings for line in (*each.fill_in, *each.fill_in_full)}
    leave = real().paper.before_you_leave.lines
    texts |= {(line, False) for line in (*leave.patient, *leave.caregiver)}
    assert len(texts) > 50
    for text, beside_circles in texts:
        line = LINE_EM[size] - (CIRCLES_EM if beside_circles and size != "giant" else 0)
        assert all(width(segment) <= line + 0.001 for segment in chain(*rows(text, line))), text
