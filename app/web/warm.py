from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template

from app.core.sheet import blank_sheet
from app.web.service import service

if TYPE_CHECKING:
    from flask import Flask


def warm(app: Flask) -> None:
    """Render one sheet in this process, so that no visitor waits for fonts and templates to load."""
    # The blank sheet loads the fonts, the stylesheet and the templates that every sheet needs.
    with app.test_request_context():
        sheet = blank_sheet(service().catalogue)
        service().renderer.warm(render_template("sheet/paper.html", sheet=sheet))
