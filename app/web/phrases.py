"""Parts of a sentence that each language puts together in its own way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from babel.lists import format_list
from babel.numbers import format_decimal
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from app.web.forms import as_typed, date_order
from app.web.service import service

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flask import Flask

# Spanish says "e" in place of "y" before the same sound, with or without a quotation mark.
SOUNDS_LIKE_Y = re.compile(r"\W*(?:i|í|hi(?![ae])|hí)", re.IGNORECASE)


def register(app: Flask) -> None:
    app.jinja_env.globals.update(date_order=date_order, quoted=quoted)
    app.jinja_env.filters.update(as_typed=as_typed, listed=listed, numberformat=number)


def listed(phrases: Iterable[str]) -> str:
    """Return "one, two, and three"."""
    *before, last = list(phrases) or [""]
    if not before:
        return last
    text = format_list([*before, last], locale=get_locale())
    if text.endswith(f" y {last}") and SOUNDS_LIKE_Y.match(last):
        return f"{text.removesuffix(f'y {last}')}e {last}"
    return text


def number(count: int) -> str:
    """Return a number as the first language writes it: translations leave those in the texts as they are."""
    return format_decimal(count, locale=service().languages.all[0].code.replace("-", "_"))


def quoted(labels: Sequence[str], most: int | None = None) -> str:
    """Return a list of labels in quotation marks, of at most so many and how many more there are."""
    # Translators: the quotation marks of your language, around the name of a question or an answer.
    phrases = [_("“%(label)s”", label=label) for label in labels[:most]]
    if more := len(labels) - len(phrases):
        # Translators: the last of a list, such as: “Cost”, “Work”, and 3 more.
        phrases.append(ngettext("%(num)d more", "%(num)d more", more))
    return listed(phrases)
