"""The paper of a sheet, for the renderer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template

from app.core.sheet import most_pages, places_to_try
from app.pdf import Drafts

if TYPE_CHECKING:
    from app.core.sheet import Sheet


def drafts(sheet: Sheet) -> Drafts:
    """Return the paper with as many lines to write on as may fit, then with fewer."""
    versions = (
        render_template("sheet/paper.html", sheet=sheet, places=places) for places in places_to_try(sheet)
    )
    return Drafts(versions, most_pages(sheet))
