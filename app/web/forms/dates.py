"""A date as people write it: in three boxes or in one, with the month as a number or by name."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Literal, NamedTuple

from babel.dates import get_month_names
from flask_babel import format_date, get_locale
from flask_babel import gettext as _
from wtforms import ValidationError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_TYPED = 40  # characters of one box; "on the 26th of September, 2026" takes 30
MAX_YEARS_AHEAD = 3
CENTURY, MAX_SHORT_YEAR = 2000, 99  # "26" is 2026
FEWEST_LETTERS = 3  # of a month that is cut short
WIDTHS: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")
USES: tuple[Literal["format", "stand-alone"], ...] = ("format", "stand-alone")
PART = re.compile(r"\d+|[^\W\d_]+")
# Numbers and words (here each is a 0) with what may stand between them: no sign, and no other character.
SHAPE = re.compile("['\u2019]?0(?:[\\s,./'\u2019\u2013-]*0)*[.,]?")


class NotADateError(ValidationError):
    """What is typed is no date at all. The form says what one looks like."""


class Part(NamedTuple):
    """A number as it was typed, or a month that was written by name."""

    number: int
    is_name: bool = False


def years_near(today: dt.date) -> range:
    """Return the years in which a visit can be."""
    return range(today.year - 1, today.year + MAX_YEARS_AHEAD + 1)


def read_date(boxes: Sequence[str], years: range) -> dt.date:
    """Return the date in the boxes for month, day and year. Raises ValidationError.

    If the boxes hold something else than one part each, every reading is tried that people may mean, and
    the date is taken if all that are possible agree.
    """
    parts = [_parts(box) for box in boxes]
    flat = list(chain.from_iterable(parts))
    if len(flat) != len(boxes) or sum(part.is_name for part in flat) > 1:
        raise NotADateError
    in_place = all(len(part) == 1 for part in parts) and not any(part.is_name for part in flat[1:])
    readings = [_as_labelled(flat)] if in_place else _readings(flat)
    return _the_one({date for reading in readings for date in _dates(*reading)}, years)


def _the_one(dates: set[dt.date], years: range) -> dt.date:
    if not dates:
        raise ValidationError(_("There is no such date. Check the month, the day and the year."))
    possible = sorted(date for date in dates if date.year in years)
    if not possible:
        raise ValidationError(_("Check the year of this date."))
    if len(possible) > 1:
        one, other = (format_date(date, "long") for date in possible[:2])
        raise ValidationError(
            _(
                "This can be %(one)s or %(other)s. Write the month by name, or each number in its box.",
                one=one,
                other=other,
            )
        )
    return possible[0]


def _as_labelled(parts: Sequence[Part]) -> tuple[int, int, int]:
    month, day, year = (part.number for part in parts)
    return year, month, day


def _readings(parts: Sequence[Part]) -> Iterator[tuple[int, int, int]]:
    """Yield year, month and day in each order that is in use."""
    first, second, third = (part.number for part in parts)
    names = [part.number for part in parts if part.is_name]
    if names:
        one, two = (part.number for part in parts if not part.is_name)
        year, day = (one, two) if one > MAX_SHORT_YEAR else (two, one)
        yield year, names[0], day
    else:
        yield from ((third, first, second), (third, second, first), (first, second, third))


def _dates(year: int, month: int, day: int) -> Iterator[dt.date]:
    """Yield the date, if there is one."""
    try:
        yield dt.date(year if year > MAX_SHORT_YEAR else CENTURY + year, month, day)
    except ValueError:
        return


def _parts(text: str) -> list[Part]:
    """Return the numbers and the months in a box. Raises ValidationError if there is anything else."""
    if not text:
        return []
    plain = _folded(text[: MAX_TYPED + 1])
    if len(text) > MAX_TYPED or not SHAPE.fullmatch(PART.sub("0", plain)):
        raise NotADateError
    # Translators: endings of numbers and small words of a date, such as "the 2nd of May".
    ignored = set(_folded(_("st nd rd th the of on")).split())
    return [_part(word) for word in PART.findall(plain) if word not in ignored]


def _part(word: str) -> Part:
    if word.isdecimal() and len(word) <= len("2026"):
        return Part(int(word))
    months = {number for number, name in _month_names(str(get_locale())) if _is_short_for(word, name)}
    if len(months) != 1:
        raise NotADateError
    return Part(months.pop(), is_name=True)


def _is_short_for(word: str, name: str) -> bool:
    return word == name or (len(word) >= FEWEST_LETTERS and name.startswith(word))


@cache
def _month_names(locale: str) -> tuple[tuple[int, str], ...]:
    """Return number and folded name of each month, in every form that the language has."""
    forms = (get_month_names(width, use, locale) for width in WIDTHS for use in USES)
    named = chain.from_iterable(form.items() for form in forms)
    return tuple({(number, _folded(name).rstrip(".")) for number, name in named})


def _folded(text: str) -> str:
    """Return a text in small letters without accents: people leave them out."""
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in letters if not unicodedata.category(char).startswith("M"))
