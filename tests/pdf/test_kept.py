"""Blocks that are kept come out as they went in, and take little room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.pdf.compose import kept
from app.pdf.compose.fragments import MARK, Drawing, Fragment, Structure
from app.pdf.compose.kept import Kept, key_of

TEXT = b"BT\n1 0 0 -1 %d Tm\n/ABCDEF 16 Tf\n[<00af00bb>] TJ\nET\n" * 40


def block(content: bytes, mark: int = 0, height: float = 1.5) -> Fragment:
    drawing = Drawing(content, 0, (b"a1.0",), (), ((b"ABCDEF", 7),))
    structure = Structure(b"<</S/P/K[%d]>>", ((MARK, mark),), (0,), (0,))
    return Fragment(height, 0, 2, 0, drawing, structure, (b"/LI",), (), (), None, None)


# Numbers that are equal, and are not written alike.
heights = st.sampled_from([0, 0.0, -0.0, False, 1, 1.0, True])
made_blocks = st.builds(block, st.binary(max_size=5000).map(TEXT.__add__), st.integers(0, 3), heights)


@given(st.lists(made_blocks, max_size=30))
def test_blocks_come_out_as_they_went_in(made: list[Fragment]) -> None:
    blocks = Kept()
    for number, one in enumerate(made):
        blocks[bytes([number])] = (one,)
    assert repr([blocks[bytes([number])] for number, _one in enumerate(made)]) == repr(
        [(one,) for one in made]
    )


def test_those_that_were_used_last_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 2)
    blocks = Kept()
    blocks[b"1"], blocks[b"2"] = (block(b"1"),), ()
    assert blocks[b"1"]
    blocks[b"3"] = (block(b"3"),)
    assert [key in blocks for key in (b"1", b"2", b"3")] == [True, False, True]


def test_structures_that_are_equal_are_kept_once(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = Kept()
    blocks[b"1"], blocks[b"2"], blocks[b"3"] = (block(b"1"),), (block(b"2"),), (block(b"3", mark=1),)
    one, other, different = (blocks[key][0].structure for key in (b"1", b"2", b"3"))
    assert one is other
    assert one != different
    monkeypatch.setattr(kept, "MOST_SHARED", 1)  # what is shared is forgotten then, and nothing else
    blocks[b"4"] = (block(b"4"),)
    assert blocks[b"4"][0].structure == one


@pytest.mark.parametrize("other", [("a", "b", "d"), ("a", "c", "c"), ("b", "b", "c"), ("ab", "", "c")])
def test_keys_differ_by_each_text(other: tuple[str, str, str]) -> None:
    assert key_of("a", "b", "c", to_fill_in=False) != key_of(*other, to_fill_in=False)
    assert key_of("a", "b", "c", to_fill_in=False) != key_of("a", "b", "c", to_fill_in=True)
