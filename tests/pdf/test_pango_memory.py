"""Documents leave nothing behind in Pango, and look as WeasyPrint's own."""

from __future__ import annotations

import ctypes
import gc

import pytest
from weasyprint import HTML
from weasyprint.pdf import fonts
from weasyprint.text import line_break
from weasyprint.text.ffi import pango

from app.pdf import Renderer, pango_memory, renderer

STYLES = ("font-variant-numeric: tabular-nums; font-kerning: none", "font-feature-settings: 'kern' 0")
DOCUMENTS, FEW_BYTES = 20, 100  # two hundred texts in each
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
    text = "1 <b>AVATAR</b>, " * 100
    return f'<html lang="en"><title>A page</title><body id="end"><p style="{style}">{text}'


@pytest.mark.skipif(not hasattr(LIBC, "mallinfo2"), reason="not the GNU C library 2.33 or later")
@pytest.mark.parametrize("style", STYLES)
def test_nothing_stays_of_a_document(style: str) -> None:
    ours, paper = Renderer(), HTML(string=page(style))

    def grown() -> float:
        before = used()
        for _ in range(DOCUMENTS):
            paper.write_pdf(font_config=ours.open_fonts())
        return (used() - before) / DOCUMENTS

    # Lists of free memory fill up now and then: what stays of every document is in each round.
    assert min(grown() for _round in range(8)) < FEW_BYTES


@pytest.mark.parametrize("style", STYLES)
def test_text_looks_the_same(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, plain = Renderer().render(page(style)), Renderer().render(page(""))
    monkeypatch.setattr(renderer, "free_memory_of_pango", lambda: None)
    monkeypatch.setattr(line_break.Layout, "setup", pango_memory._weasyprints)  # noqa: SLF001
    monkeypatch.setattr(line_break, "font_features", pango_memory._features_of)  # noqa: SLF001
    monkeypatch.setattr(fonts, "pango", pango)
    assert Renderer().render(page(style)) == ours != plain
