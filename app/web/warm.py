"""Makes an app ready before the workers fork: at start, and again when its catalogue is read anew."""

from __future__ import annotations

import gc
from functools import partial
from typing import TYPE_CHECKING

from app.content.fonts import bundled_fonts
from app.pdf import PdfError
from app.web.ahead import sheets_ahead
from app.web.blank_sheets import make_usual_blank_pdf
from app.web.languages import apps_of
from app.web.service import service

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from app.pdf.channel import Channel


def warm(app: Flask) -> None:
    """Render one sheet a language in this process, so that no visitor waits for fonts and templates to load.

    Raises SystemExit with one line if that fails, as without a place for temporary files.
    """
    # The blank sheet loads the fonts, the stylesheet and the templates that every sheet needs.
    for each in apps_of(app):
        with each.test_request_context():
            try:
                make_usual_blank_pdf()
            except PdfError as error:
                raise SystemExit(f"No PDF can be made: {error.__cause__ or error}") from None


def renewed(make: Callable[[], Flask]) -> Flask:
    """Make another app beside the one that is served, and warm it. Raises SystemExit with lines."""
    bundled_fonts.cache_clear()
    gc.unfreeze()  # the app that was served before this one may be freed
    try:
        app = make()
        warm(app)
    finally:
        gc.freeze()  # also what is served on: workers are forked anew in either case
    return app


def start_press(app: Flask) -> None:
    """Start the processes that make PDFs, unless they are there: before the workers of an app fork."""
    with app.app_context():
        service().press.start(partial(sheets_ahead, app))


def spooler_of(app: Flask) -> Channel | None:
    """Return the way to the processes that make PDFs for an app."""
    with app.app_context():
        return service().press.channel
