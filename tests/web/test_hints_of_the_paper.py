"""The head of the paper says that hints are below only where there are any."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from flask import render_template

from app.core.answers import Answers
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.sheet import build_sheet
from app.core.sheet.room import TRIED
from tests.catalogues import journey

if TYPE_CHECKING:
    from flask import Flask

    from app.core.sheet.room import Places

HINTS = journey().paper.hints


@pytest.mark.parametrize("to_fill_in", [False, True])
@pytest.mark.parametrize("places", TRIED)
def test_hints_are_announced_where_there_are_any(app: Flask, places: Places, *, to_fill_in: bool) -> None:
    sheet = build_sheet(Answers.of(journey(), {"length": ("short",)}), Choices(), FreeText())
    with app.test_request_context():
        html = render_template("sheet/paper.html", sheet=sheet, places=places, to_fill_in=to_fill_in)
    hints = {hint for item in sheet.printed for hint in item.listen_for}
    assert hints
    assert (HINTS in html) == any(f"{hint}." in html or f"{hint}. " in html for hint in hints)
    assert (HINTS in html) == bool(places.hints != 0 or places.core_hints != 0)
