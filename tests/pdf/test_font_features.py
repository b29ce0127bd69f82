"""Texts with font features leave nothing behind, and look as WeasyPrint's own."""

from __future__ import annotations

import ctypes
import gc

import pytest
from weasyprint import HTML
from weasyprint.text import line_break

from app.pdf import Renderer, font_features, renderer

STYLES = ("font-variant-numeric: tabular-nums; font-kerning: none", "font-feature-settings: 'kern' 0")
DOCUMENTS, FEW_BYTES = 20, 500  # two hundred texts in each
LIBC = ctypes.CDLL(None)


class Allocated(ctypes.Structure):
    """What GNU's `mallinfo2` returns."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in (
            "arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "used", "free", "keepcost",
        )
    )  # fmt: skip


def used() -> int:
    gc.collect()
    LIBC.mallinfo2.restype = Allocated
    return int(LIBC.mallinfo2().used)


def page(style: str) -> str:
    return f'<html lang="en"><title>A page</title><body id="end"><p style="{style}">{"1 AVATAR, " * 200}'


@pytest.mark.skipif(not hasattr(LIBC, "mallinfo2"), reason="not the GNU C library 2.33 or later")
@pytest.mark.parametrize("style", STYLES)
def test_nothing_stays_of_a_text(style: str) -> None:
    ours, paper = Renderer(), HTML(string=page(style))

    def grown() -> float:
        before = used()
        for _ in range(DOCUMENTS):
            paper.render(font_config=ours.open_fonts())
        return (used() - before) / DOCUMENTS

    grown()
    assert grown() < FEW_BYTES


@pytest.mark.parametrize("style", STYLES)
def test_text_looks_the_same(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, plain = Renderer().render(page(style)), Renderer().render(page(""))
    monkeypatch.setattr(renderer, "free_font_features", lambda: None)
    monkeypatch.setattr(line_break.Layout, "setup", font_features._weasyprints)  # noqa: SLF001
    monkeypatch.setattr(line_break, "font_features", font_features._features_of)  # noqa: SLF001
    assert Renderer().render(page(style)) == ours != plain
