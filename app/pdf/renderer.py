"""Renders HTML to the bytes of a PDF."""

from __future__ import annotations

import gc
import os
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from weasyprint.urls import FatalURLFetchingError

from app.pdf.assets import STYLES_WITH_ASSETS, AssetFetcher
from app.pdf.compose import Composer, is_marked
from app.pdf.faces import open_faces
from app.pdf.html_patterns import keep_patterns
from app.pdf.languages import mark_languages
from app.pdf.pango_memory import free_memory_of_pango
from app.pdf.time_limit import time_limit
from app.pdf.typesetter import Typesetter
from app.settings import STATIC

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weasyprint.text.fonts import FontConfiguration


class PdfError(Exception):
    """The PDF could not be rendered; the message is the kind of error, without anything a person typed."""


@dataclass(frozen=True)
class Drafts:
    """Versions of one document: the first of at most `most_pages` pages is printed, else that of the fewest.

    Pages behind the sheet do not count.
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
        free_memory_of_pango()
        keep_patterns()
        self._fetcher = AssetFetcher(logo)
        self._fonts_of: dict[int, FontConfiguration] = {}
        styles = STYLES_WITH_ASSETS + (STATIC / stylesheet).read_text(encoding="utf-8")
        defaults = (STATIC / "elements.css").read_text(encoding="utf-8")
        self._typesetter = Typesetter(defaults, styles, self._fetcher, self.open_fonts)
        self._composer = Composer(self._typesetter)
        self.open_fonts()

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

        The same HTML gives the same bytes. A document whose blocks are marked is a sheet: it is composed
        (app/pdf/compose), what is left of a page is filled with lines to write on, and what follows the
        block with id="end" is left out if it would begin a page. `attached` is a saved sheet that the file
        carries. With `to_fill_in`, the places that the document marks are fields. Raises PdfError for any
        failure, and when it takes more than `max_seconds` of wall clock.
        """
        try:
            with time_limit(max_seconds):
                return self._render(html, attached, to_fill_in=to_fill_in)
        except FatalURLFetchingError as error:  # a BaseException: unhandled it would end the worker
            self._typesetter.forget_styles()
            raise PdfError(str(error)) from None
        except Exception as error:
            self._typesetter.forget_styles()  # one may be half computed, as when the time was over
            raise PdfError(type(error).__name__) from error
        finally:
            gc.collect()  # documents are full of reference cycles; without this several stay alive

    def _render(self, html: str | Drafts, attached: bytes | None, *, to_fill_in: bool) -> bytes:
        drafts = Drafts([html]) if isinstance(html, str) else html
        versions = iter(drafts.versions)
        first = next(versions)
        if not is_marked(first):
            return self._typesetter.written(first)
        later = chain([first], versions)
        return self._composer.compose(later, drafts.most_pages, attached, to_fill_in=to_fill_in)

    def ahead(self, sheets: Iterable[str]) -> Iterator[None]:
        """Lay out what sheets have in common with those of others, a few blocks before each yield.

        Raises PdfError.
        """
        try:
            for _few in self._composer.ahead(sheets):
                self.settle()
                yield
        except Exception as error:
            self._typesetter.forget_styles()
            raise PdfError(type(error).__name__) from error

    @staticmethod
    def settle() -> None:
        """Exclude all objects that are alive from later collections, in a process that does nothing else.

        A document that failed is dead only when its error is: it would stay for ever, with what was typed.
        A collection after each PDF would go through all blocks that are kept, which takes as long as to
        compose a sheet. It would also write into every object, and so copy what processes share.
        """
        gc.collect()
        gc.freeze()

    def warm(self, html: str | Drafts) -> bytes:
        """Render once before the workers fork, and exclude what it built from every later collection.

        Raises PdfError also if WeasyPrint makes objects of another shape than sheets are composed of.
        """
        try:
            self._composer.check()
        except Exception as error:
            raise PdfError(type(error).__name__) from error
        pdf = self.render(html)
        self.settle()
        # A render makes millions of objects: the default threshold would run the collector too often.
        gc.set_threshold(50_000, 20, 100)
        return pdf
