"""Renders documents with WeasyPrint, or takes objects out of them before they are written."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from weasyprint import CSS

from app.pdf.faces import check_opened
from app.pdf.glyph_texts import name_glyphs
from app.pdf.late_fonts import LateFonts
from app.pdf.shared_styles import SharedStyles
from app.pdf.standards import VARIANT, declare_pdf_ua
from app.pdf.weasyprint_patches import HTMLWithOwnDefaults, serialize_once

if TYPE_CHECKING:
    from collections.abc import Callable

    import pydyf
    from weasyprint import Document
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

Made = TypeVar("Made")


class _TakenError(Exception):
    """Ends the writing of a document from which everything is taken."""


class Typesetter:
    """WeasyPrint with the styles and fonts of the paper."""

    def __init__(
        self, defaults: str, styles: str, fetcher: URLFetcher, fonts: Callable[[], FontConfiguration]
    ) -> None:
        self._fetcher, self._fonts = fetcher, fonts
        self._shared = SharedStyles()
        self._defaults, self._styles = self.styles(defaults), self.styles(styles)

    def styles(self, css: str) -> CSS:
        return CSS(string=css, url_fetcher=self._fetcher)

    def document(self, html: str, *styles: CSS, **options: Any) -> Document:
        paper = HTMLWithOwnDefaults(html, self._defaults, self._fetcher)
        return paper.render(stylesheets=[self._styles, *styles], font_config=self._fonts(), **options)

    def of_blocks(self, html: str, styles: CSS) -> Document:
        """Return a document whose elements share their styles with those of others."""
        with self._shared.used():
            return self.document(html, styles)

    def forget_styles(self) -> None:
        """Compute all styles anew."""
        self._shared.forget()

    def written(self, html: str) -> bytes:
        """Return the PDF of a document as it is."""
        document = self.document(html, pdf_variant=VARIANT)
        declare_pdf_ua(document.metadata)
        pdf: bytes = document.write_pdf(pdf_variant=VARIANT, finisher=_finish)
        return pdf

    @staticmethod
    def taken(document: Document, take: Callable[[pydyf.PDF], Made], **options: Any) -> Made:
        """Return what is taken from the objects of a document, which is not written and has no fonts."""
        made: list[Made] = []
        fonts = document.fonts = LateFonts()

        def finish(_document: Document, pdf: pydyf.PDF) -> None:
            fonts.are_released = True
            check_opened(document)
            made.append(take(pdf))
            raise _TakenError

        with suppress(_TakenError):
            document.write_pdf(finisher=finish, **options)
        return made[0]


def _finish(document: Document, pdf: pydyf.PDF) -> None:
    check_opened(document)
    name_glyphs(pdf)
    serialize_once(document, pdf)
