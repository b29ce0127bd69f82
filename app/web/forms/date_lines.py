"""A date in one line, as on paper: there are no boxes that tell the month from the day."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from wtforms import ValidationError

from app.web.forms.date_order import DATE_NAMES, date_order
from app.web.forms.dates import read_date, years_near

if TYPE_CHECKING:
    import datetime as dt

NUMBERS = re.compile(r"\s*(\d+)\W+(\d+)\W+(\d+)\s*")


def date_in_line(text: str, today: dt.date) -> dt.date | None:
    """Return the date in a line; None if there is none, or there is more than a date.

    Three numbers stand in the order of the language, as far as there is such a date. All else is read as in
    the boxes of a form.
    """
    years = years_near(today)
    for boxes in (_in_order(text), (text, "", "")):
        with suppress(ValidationError):
            return read_date(boxes, years)
    return None


def _in_order(text: str) -> list[str]:
    """Return what would stand in the boxes for month, day and year; empty ones if it is not three numbers."""
    parts = NUMBERS.fullmatch(text)
    placed = dict(zip(date_order(), parts.groups(), strict=True)) if parts else {}
    return [placed.get(box, "") for box in DATE_NAMES]
