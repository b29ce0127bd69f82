"""The paper of a sheet, for the renderer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template

from app.core.sheet import most_pages, places_to_try
from app.pdf import Drafts
from app.web.second_language import Second

if TYPE_CHECKING:
    from app.core.sheet import Sheet


def drafts(sheet: Sheet, *, to_fill_in: bool = False) -> Drafts:
    """Return the paper with as many lines to write on as may fit, then with fewer.

    `to_fill_in` marks the places for the fields of a PDF to fill in.
    """
    second = Second.of(sheet)
    versions = (
        render_template("sheet/paper.html", sheet=sheet, second=second, places=places, to_fill_in=to_fill_in)
        for places in places_to_try(sheet)
    )
    return Drafts(versions, most_pages(sheet))
