"""A sheet is split into its blocks, which are the same wherever they stand."""

from __future__ import annotations

import pytest

from app.pdf.compose.blocks import NotComposableError, split

HEAD = '<html lang="en" class="large"><head></head><body class="a4-large"><main><p class="notice">No</p>'
TWO = '<div class="line"></div><div class="line"></div>'


def test_blocks_know_their_flags_and_what_is_around_them() -> None:
    marked = split(
        f"{HEAD}<!--block kept--><h1>A</h1><!--end-->"
        '<section lang="es"><!--block with-next--><h2>B</h2><!--end-->'
        "<ul><!--block--><li>C</li><!--end--></ul></section>"
        '<div class="behind"><!--block new-page--><p id="end">D</p><!--end--></div></main></body></html>'
    )
    assert marked.root == '<html lang="en" class="large"><body class="a4-large">'
    assert [each.html for each in marked.blocks][:3] == ["<h1>A</h1>", "<h2>B</h2>", "<li>C</li>"]
    assert [each.opening for each in marked.blocks][1:3] == ['<section lang="es">', '<section lang="es"><ul>']
    assert [each.closing for each in marked.blocks][2:] == ["</ul></section>", "</div>"]
    assert [each.is_kept for each in marked.blocks] == [True, False, False, False]
    assert [each.with_next for each in marked.blocks] == [False, True, False, False]
    assert [(each.new_page, each.is_end, each.is_behind) for each in marked.blocks][2:] == [
        (False, False, False),
        (True, True, True),
    ]
    assert marked.blocks[1].around[0] is marked.blocks[2].around[0]


def test_like_elements_are_told_apart() -> None:
    one = "<ul><!--block--><li></li><!--end--></ul>"
    first, second = split(HEAD + one + one).blocks
    assert first.around != second.around
    assert first.opening == second.opening


def test_a_block_does_not_depend_on_its_place() -> None:
    item = '<li><p><span class="number">{}.</span> Why in 2026?</p>{}</li>'
    first, second = (
        split(f"{HEAD}<!--block lines-->{item.format(*parts)}<!--end-->").blocks[0]
        for parts in ((12, TWO), (98, '<div class="line"></div>'))
    )
    assert first.html == second.html == item.format("00", '<div class="line"></div>')
    assert [(each.number, each.more_lines) for each in (first, second)] == [("12", 1), ("98", 0)]


@pytest.mark.parametrize(
    "text", ["<p>Nothing is marked</p>", "<!--block--><p>A</p><!--end-->Text<!--block--><!--end-->"]
)
def test_other_documents_are_refused(text: str) -> None:
    with pytest.raises(NotComposableError):
        split(HEAD + text)
