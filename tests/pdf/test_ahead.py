"""Blocks that are laid out before anyone asks for a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from flask import current_app

from app.core.free_text import FreeText
from app.pdf import PdfError, Renderer
from app.pdf.compose import layout
from app.web import ahead
from app.web.ahead import sheets_ahead

if TYPE_CHECKING:
    from collections.abc import Sized

    from tests.pdf.conftest import Print


@pytest.fixture
def renderer() -> Renderer:
    return Renderer()


def kept(renderer: Renderer) -> Sized:
    return renderer._composer.stock.blocks.kept  # noqa: SLF001


def lay_out_ahead(renderer: Renderer) -> None:
    for _few in renderer.ahead(sheets_ahead(current_app)):
        pass


def test_sheets_find_all_that_is_the_same_for_everyone(
    printed: Print, renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "PEOPLE", 40)
    lay_out_ahead(renderer)
    before = len(kept(renderer))
    said = {"stage": ("first_month",), "role": ("caregiver",), "length": ("medium",)}
    pdf, html, _ = printed(said, typed=FreeText(own=("Can he swim?",)))
    assert renderer.render(html) == pdf
    assert len(kept(renderer)) == before


def test_pages_are_there_for_short_and_for_long_lists(printed: Print, renderer: Renderer) -> None:
    _, html, _ = printed({"length": ("full",)})
    for _few in renderer.ahead([html]):
        pass
    made = renderer._composer.stock.frames.sample.cache_info  # noqa: SLF001
    before = made().misses
    for length in ("short", "medium", "full"):
        renderer.render(printed({"length": (length,)})[1])
    assert made().misses == before


def test_what_is_laid_out_ahead_is_bounded(
    printed: Print, renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    del printed
    monkeypatch.setattr(layout, "MOST_AHEAD", 10)
    lay_out_ahead(renderer)
    assert 10 <= len(kept(renderer)) < 10 + layout.AT_ONCE


def test_no_sheet_is_made_once_there_are_enough(
    printed: Print, renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, html, _ = printed({})
    monkeypatch.setattr(layout, "MOST_AHEAD", 1)
    sheets = iter([html, html, html])
    assert list(renderer.ahead(sheets)) == [None]
    assert list(sheets) == [html, html]


def test_it_pauses_after_a_sheet_without_new_blocks(printed: Print, renderer: Renderer) -> None:
    _, html, _ = printed({})
    renderer.render(html)
    assert list(renderer.ahead([html, html])) == [None, None]


def test_a_sheet_of_another_kind_is_a_fault(renderer: Renderer) -> None:
    with pytest.raises(PdfError, match="NotComposableError"):
        next(renderer.ahead(["<p>no blocks</p>"]))
