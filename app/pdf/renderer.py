"""Renders HTML to the bytes of a PDF."""

from __future__ import annotations

import gc
import os
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from weasyprint import CSS
from weasyprint.urls import FatalURLFetchingError

from app.pdf.assets import STYLES_WITH_ASSETS, AssetFetcher
from app.pdf.attached import attachment, name_once
from app.pdf.faces import check_opened, open_faces
from app.pdf.fields import finish_fields
from app.pdf.languages import mark_languages
from app.pdf.lines import fill_with_lines
from app.pdf.places import mark_fields
from app.pdf.standards import VARIANT, declare_pdf_ua
from app.pdf.time_limit import time_limit
from app.pdf.weasyprint_patches import HTMLWithOwnDefaults, serialize_once
from app.settings import STATIC

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pydyf
    from weasyprint import Document, Page
    from weasyprint.text.fonts import FontConfiguration

    from app.pdf.places import Place


class PdfError(Exception):
    """The PDF could not be rendered; the message is the kind of error, without anything a person typed."""


@dataclass(frozen=True)
class Drafts:
    """Versions of one document: the first of at most `most_pages` pages is printed, else the last.

    The pages behind the one with id="end" do not count.
    """

    versions: Iterable[str]
    most_pages: int | None = None


class Renderer:
    """Renders with one parsed stylesheet, and with one font configuration for the life of a process.

    A FontConfiguration for each document would leak about 240 kB every time. Pango's font state is not
    thread-safe: two threads that share a Renderer corrupt memory. A forked process needs fonts of its own:
    Pango 1.52 and later look for them in a thread, which a fork leaves behind, and wait for it forever.
    """

    def __init__(self, stylesheet: str = "sheet.css", logo: bytes | None = None) -> None:
        """Raise OSError if a font, a stylesheet or the folder for temporary files is missing."""
        mark_languages()
        self._fetcher = AssetFetcher(logo)
        self._fonts_of: dict[int, FontConfiguration] = {}
        self._defaults = self._parse((STATIC / "elements.css").read_text(encoding="utf-8"))
        self._css = self._parse(STYLES_WITH_ASSETS + (STATIC / stylesheet).read_text(encoding="utf-8"))
        self.open_fonts()

    def _parse(self, css: str) -> CSS:
        return CSS(string=css, url_fetcher=self._fetcher)

    def open_fonts(self) -> FontConfiguration:
        """Open the fonts for this process if that was not done yet, and return them. Raises OSError."""
        process = os.getpid()
        if process not in self._fonts_of:
            self._fonts_of[process] = open_faces(self._fetcher)
        return self._fonts_of[process]

    def render(
        self,
        html: str | Drafts,
        *,
        attached: bytes | None = None,
        to_fill_in: bool = False,
        max_seconds: float | None = None,
    ) -> bytes:
        """Return the PDF, both PDF/UA-1 and PDF/A-3a, of a complete HTML document.

        The same HTML gives the same bytes. Pages after the one with id="end", up to the one with id="behind",
        are left out: they hold only the place for notes that did not fit. What is left of a page is filled
        with lines to write on. `attached` is a saved sheet that the file carries. With `to_fill_in`,
        the places that the document marks are fields. Raises PdfError for any failure, and when it takes more
        than `max_seconds` of wall clock.
        """
        try:
            with time_limit(max_seconds):
                return self._render(html, attached, to_fill_in=to_fill_in)
        except FatalURLFetchingError as error:  # a BaseException: unhandled it would end the worker
            raise PdfError(str(error)) from None
        except Exception as error:
            raise PdfError(type(error).__name__) from error
        finally:
            gc.collect()  # documents are full of reference cycles; without this several stay alive

    def _render(self, html: str | Drafts, attached: bytes | None, *, to_fill_in: bool) -> bytes:
        drafts = Drafts([html]) if isinstance(html, str) else html
        document = self._first_that_fits(drafts)
        document = document.copy(fill_with_lines(_without_spare_pages(document.pages)))
        declare_pdf_ua(document.metadata)
        files = [] if attached is None else [attachment(attached)]
        finish = partial(_finish, places=mark_fields(document.pages) if to_fill_in else ())
        pdf: bytes = document.write_pdf(pdf_variant=VARIANT, finisher=finish, attachments=files)
        return pdf

    def _first_that_fits(self, drafts: Drafts) -> Document:
        for html in drafts.versions:
            document = HTMLWithOwnDefaults(html, self._defaults, self._fetcher).render(
                stylesheets=[self._css], font_config=self.open_fonts(), pdf_variant=VARIANT
            )
            if drafts.most_pages is None or _end(document.pages) <= drafts.most_pages:
                break
        return document

    def warm(self, html: str | Drafts) -> bytes:
        """Render once before the workers fork, and exclude what it built from every later collection."""
        pdf = self.render(html)
        # A collection writes into every object that it visits, which would copy their pages into each worker.
        gc.freeze()
        # A render makes millions of objects: the default threshold would run the collector too often.
        gc.set_threshold(50_000, 20, 100)
        return pdf


def _finish(document: Document, pdf: pydyf.PDF, places: Sequence[Place]) -> None:
    check_opened(document)
    name_once(pdf)
    finish_fields(pdf, places)
    serialize_once(document, pdf)


def _without_spare_pages(pages: list[Page]) -> list[Page]:
    """Leave out the pages between the end of the sheet and what stands behind it on pages of its own."""
    behind = next((number for number, page in enumerate(pages) if "behind" in page.anchors), len(pages))
    return [*pages[: _end(pages)], *pages[behind:]]


def _end(pages: list[Page]) -> int:
    """Return how many pages there are up to the one with id="end"; all without one."""
    return next((number for number, page in enumerate(pages, 1) if "end" in page.anchors), len(pages))
