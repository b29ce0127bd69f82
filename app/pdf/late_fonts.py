"""Fonts of a document that are made only where somebody wants them.

Nearly all that is taken out of documents is drawn with fonts that are prepared (app/pdf/compose/letters.py),
and to make those of a document takes a sixth of the time that WeasyPrint needs to draw it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint import DEFAULT_OPTIONS
from weasyprint.pdf.fonts import build_fonts_dictionary

from app.pdf.glyph_texts import name_glyphs

if TYPE_CHECKING:
    from collections.abc import Collection

    import pydyf
    from weasyprint import Document


class LateFonts(dict[Any, Any]):
    """What WeasyPrint notes of the fonts of a document: until they are released, it finds none to make."""

    def __init__(self) -> None:
        super().__init__()
        self.are_released = False

    def values(self) -> Collection[Any]:  # type: ignore[override]  # WeasyPrint goes through them, once
        return super().values() if self.are_released else ()


def make_fonts(document: Document, pdf: pydyf.PDF) -> pydyf.Dictionary:
    """Add the fonts of a document, as WeasyPrint makes them, to its PDF; return references by name."""
    made = build_fonts_dictionary(pdf, document.fonts, compress=True, subset=True, options=DEFAULT_OPTIONS)
    name_glyphs(pdf)
    return made
