"""From HTML to the bytes of the file."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from weasyprint import CSS
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from app.pdf.assets import FACES, Assets
from app.pdf.slots import at_most
from app.pdf.standards import VARIANT, declare_accessible
from app.pdf.weasyprint_patches import Paper, write_once

if TYPE_CHECKING:
    from pathlib import Path

    from weasyprint import Page

LONGEST_RENDER = 25  # seconds; the longest sheet takes about one, and gunicorn ends a worker after 60


class PdfError(Exception):
    """The paper could not be made; what the person typed is unharmed."""


class Renderer:
    """Renders with one font configuration and one parsed stylesheet for the life of the process.

    A FontConfiguration for each document would leak about 240 kB every time, and one shared by threads
    corrupts memory: serve this with one thread a process.
    """

    def __init__(self, static: Path, stylesheet: str = "sheet.css", logo: bytes | None = None) -> None:
        """Raise OSError if a font or the stylesheet is missing."""
        self._fetcher = Assets(static / "fonts", logo)
        self._fonts = FontConfiguration()
        self._basis = self._parsed((static / "elements.css").read_text(encoding="utf-8"))
        self._css = self._parsed(FACES + (static / stylesheet).read_text(encoding="utf-8"))

    def _parsed(self, css: str) -> CSS:
        return CSS(string=css, font_config=self._fonts, url_fetcher=self._fetcher)

    def render(self, html: str) -> bytes:
        """Return the PDF, at once PDF/UA-1 and PDF/A-3a, of a complete HTML document.

        The same HTML gives the same bytes. Pages after the one with id="end" are left out: they hold only
        the lines for notes that the last page had no room for. Raises PdfError, whatever went wrong.
        """
        try:
            with at_most(LONGEST_RENDER):
                return self._made(html)
        except FatalURLFetchingError as error:  # a BaseException: unhandled it would end the worker
            raise PdfError(str(error)) from None
        except Exception as error:
            raise PdfError(type(error).__name__) from error
        finally:
            gc.collect()  # a document is one knot of cycles: left to the thresholds, several would pile up

    def _made(self, html: str) -> bytes:
        document = Paper(html, self._basis, self._fetcher).render(
            stylesheets=[self._css], font_config=self._fonts, pdf_variant=VARIANT
        )
        document = document.copy(_until_the_end(document.pages))
        declare_accessible(document.metadata)
        pdf: bytes = document.write_pdf(pdf_variant=VARIANT, finisher=write_once)
        return pdf

    def warm(self, html: str) -> None:
        """Render once before the workers fork, and leave what it built out of every later collection."""
        self.render(html)
        gc.freeze()
        gc.set_threshold(50_000, 20, 100)


def _until_the_end(pages: list[Page]) -> list[Page]:
    last = next((number for number, page in enumerate(pages) if "end" in page.anchors), len(pages) - 1)
    return pages[: last + 1]
