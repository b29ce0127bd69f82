from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from app.web.blank_sheets import make_usual_blank_pdf
from app.web.service import service

if TYPE_CHECKING:
    from flask import Flask

LOG = logging.getLogger(__name__)


def warm(app: Flask) -> None:
    """Render one sheet in this process, so that no visitor waits for fonts and templates to load."""
    # The blank sheet loads the fonts, the stylesheet and the templates that every sheet needs.
    with app.test_request_context():
        make_usual_blank_pdf()


def open_fonts(app: Flask) -> None:
    """Open the fonts in a new worker, so that no request unpacks them.

    A worker that cannot open them still serves the forms, and tries again when a PDF is asked for.
    """
    with app.app_context():
        try:
            service().renderer.open_fonts()
        except OSError as error:
            LOG.error("%s", error)  # noqa: TRY400  a sentence for the host; the traceback adds nothing
