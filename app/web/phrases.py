"""Parts of a sentence that each language puts together in its own way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import get_date_format
from babel.lists import format_list
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flask import Flask

LETTERS = {"d": "day", "M": "month", "y": "year"}  # in the pattern of a date


def register(app: Flask) -> None:
    app.jinja_env.globals.update(date_order=date_order, quoted=quoted)
    app.jinja_env.filters["listed"] = listed


def listed(phrases: Iterable[str]) -> str:
    """Return "one, two, and three"."""
    several = list(phrases)
    return format_list(several, locale=get_locale()) if len(several) > 1 else "".join(several)


def quoted(labels: Sequence[str], most: int | None = None) -> str:
    """Return a list of labels in quotation marks, of at most so many and how many more there are."""
    # Translators: the quotation marks of your language, around the name of a question or an answer.
    phrases = [_("“%(label)s”", label=label) for label in labels[:most]]
    if more := len(labels) - len(phrases):
        # Translators: the last of a list, such as: “Cost”, “Work”, and 3 more.
        phrases.append(ngettext("%(num)d more", "%(num)d more", more))
    return listed(phrases)


def date_order() -> list[str]:
    """Return the names of the boxes of a date in the order of the language."""
    pattern = get_date_format("short", get_locale()).pattern
    return [LETTERS[letter] for letter in dict.fromkeys(pattern) if letter in LETTERS]
