"""The three boxes of a date, in the order of the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import get_date_format
from flask_babel import get_locale

if TYPE_CHECKING:
    import datetime as dt

DATE_NAMES = ("month", "day", "year")  # of the boxes, in the order in which they are read
LETTERS = {"d": "day", "M": "month", "y": "year"}  # in the pattern of a date


def date_order() -> list[str]:
    """Return the names of the boxes of a date in the order of the language."""
    pattern = get_date_format("short", get_locale()).pattern
    return [LETTERS[letter] for letter in dict.fromkeys(pattern) if letter in LETTERS]


def as_typed(day: dt.date) -> str:
    """Return a day as it may be typed into the boxes."""
    return " ".join(str(getattr(day, name)) for name in date_order())
