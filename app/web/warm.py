from __future__ import annotations

from typing import TYPE_CHECKING

from app.web.blank_sheets import make_usual_blank_pdf

if TYPE_CHECKING:
    from flask import Flask


def warm(app: Flask) -> None:
    """Render one sheet in this process, so that no visitor waits for fonts and templates to load."""
    # The blank sheet loads the fonts, the stylesheet and the templates that every sheet needs.
    with app.test_request_context():
        make_usual_blank_pdf()
