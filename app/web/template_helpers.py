"""What every template may use, beside what its view hands it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from flask_babel import format_date
from flask_babel import gettext as _
from markupsafe import Markup

from app.core.sheet import OWN_TOPIC
from app.web.service import service

if TYPE_CHECKING:
    import datetime as dt

    from flask import Flask

LONGEST_BLANK = 36  # em; a longer line would not fit the paper


@dataclass(frozen=True)
class Piece:
    """A run of text, a blank to write on (`length` in em) or a box to tick."""

    kind: Literal["text", "blank", "box"]
    text: str = ""
    length: int = 0


def segments(text: str) -> list[list[Piece]]:
    """Split a line to fill in: `___` is a blank as long as its underscores, `[ ]` a box.

    What belongs together stays together when the line wraps: a label with its blank, a box with its label.
    """
    found: list[list[Piece]] = [[]]
    for part in re.split(r"(_{3,}|\[ \])", text):
        piece = _piece(part)
        if found[-1] and (piece.kind == "box" or found[-1][-1].kind == "blank"):
            found.append([])
        if piece.kind != "text" or piece.text:
            found[-1].append(piece)
    return [segment for segment in found if segment]


def _piece(part: str) -> Piece:
    if part == "[ ]":
        return Piece("box")
    if part.startswith("___"):
        return Piece("blank", length=min(len(part), LONGEST_BLANK))
    return Piece("text", part.strip())


def topic_title(topic: str) -> str:
    return _("My own questions") if topic == OWN_TOPIC else service().catalogue.topics[topic]


def clinic_line() -> str:
    """Return the clinic's name and phone numbers, those that are known; nothing without a clinic."""
    clinic = service().catalogue.clinic
    day = clinic.day_phone and _("Day: %(number)s", number=clinic.day_phone)
    night = clinic.night_phone and _("Night and weekend: %(number)s", number=clinic.night_phone)
    return " · ".join(filter(None, (clinic.name, day, night)))


def wide(text: str) -> str:
    """Return the class attribute for a typed text that the text font cannot print as a whole."""
    return Markup(' class="wide"') if service().fonts.needs_wide(text) else Markup("")


def long_date(date: dt.date) -> str:
    return str(format_date(date, "full"))


def short_date(date: dt.date) -> str:
    return str(format_date(date, "long"))


def register(app: Flask) -> None:
    @app.context_processor
    def for_every_template() -> dict[str, object]:
        return {"service": service(), "catalogue": service().catalogue, "lang": service().catalogue.language}

    app.jinja_env.globals.update(
        clinic_line=clinic_line, segments=segments, topic_title=topic_title, wide=wide
    )
    app.jinja_env.filters.update(long_date=long_date, short_date=cache(short_date))
