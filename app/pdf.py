"""HTML into PDF/UA-1. The only module that knows WeasyPrint."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from app.fonts import BOLD_FONT, TEXT_FONT, WIDE_FONT

if TYPE_CHECKING:
    from pathlib import Path

FACES = f"""
@font-face {{ font-family: Sheet; src: url(asset:{TEXT_FONT}); font-weight: 400 }}
@font-face {{ font-family: Sheet; src: url(asset:{BOLD_FONT}); font-weight: 700 }}
@font-face {{ font-family: Wide; src: url(asset:{WIDE_FONT}); font-weight: 400 }}
"""


class PdfError(Exception):
    """The paper could not be made; what the person typed is unharmed."""


class _Assets(URLFetcher):
    """Knows the bundled fonts and nothing else: no file, no network, no redirect."""

    def __init__(self, folder: Path) -> None:
        super().__init__(allowed_protocols=("asset",), allow_redirects=False, fail_on_errors=True)
        self._files = {f"asset:{name}": folder / name for name in (TEXT_FONT, BOLD_FONT, WIDE_FONT)}

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        del headers
        if url not in self._files:
            raise FatalURLFetchingError(f"the paper may not load {url[:80]}")
        return URLFetcherResponse(url, self._files[url].read_bytes(), {"Content-Type": "font/ttf"})


class Renderer:
    """Renders sheets with one font configuration and one parsed stylesheet for the life of the process.

    A FontConfiguration for each document would leak about 240 kB every time, and one shared by threads
    corrupts memory: serve this with one thread a process.
    """

    def __init__(self, static: Path) -> None:
        """Raise OSError if a font or the stylesheet is missing."""
        self._fetcher = _Assets(static / "fonts")
        self._fonts = FontConfiguration()
        css = FACES + (static / "sheet.css").read_text(encoding="utf-8")
        self._css = CSS(string=css, font_config=self._fonts, url_fetcher=self._fetcher)

    def render(self, html: str) -> bytes:
        """Return the PDF/UA-1 of a complete HTML document. The same HTML gives the same bytes."""
        try:
            document = HTML(string=html, url_fetcher=self._fetcher)
            pdf: bytes = document.write_pdf(
                stylesheets=[self._css], font_config=self._fonts, pdf_variant="pdf/ua-1"
            )
        except FatalURLFetchingError as error:  # a BaseException: unhandled it would end the worker
            raise PdfError(str(error)) from None
        return pdf

    def warm(self, html: str) -> None:
        """Render once before the workers fork, and leave what it built out of every later collection."""
        self.render(html)
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 20, 100)
