"""Functions and values that every template may use."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from flask_babel import format_date
from flask_babel import gettext as _
from markupsafe import Markup

from app.content import CORE_TOPIC, OWN_TOPIC
from app.core.choices import MAX_STARS
from app.core.free_text import MAX_OWN_QUESTIONS, MAX_QUESTION_LENGTH
from app.core.sheet import drawn_parts
from app.web.service import service
from app.web.session_cookies import HOURS_KEPT

if TYPE_CHECKING:
    import datetime as dt

    from flask import Flask

CLOSES = re.compile(r"[.,;:?!)\]”\u2019]+")
MAX_BLANK_EM = 36  # a longer line would not fit the paper; sheet.css has a class for each length up to it
LIMITS = {
    "stars": MAX_STARS,
    "own_questions": MAX_OWN_QUESTIONS,
    "question_length": MAX_QUESTION_LENGTH,
    "hours_kept": HOURS_KEPT,
}


@dataclass(frozen=True)
class Piece:
    """A run of text, a blank to write on (`length` in em, then what closes the sentence) or a box to tick."""

    kind: Literal["text", "blank", "box"]
    text: str = ""
    length: int = 0


def segments(text: str) -> list[list[Piece]]:
    """Split a line to fill in: `___` is a blank as long as its underscores, `[ ]` a box.

    A segment does not wrap: it keeps a label with its blank, and a box with its label.
    """
    found: list[list[Piece]] = [[]]
    for part in re.split(r"(_{3,}|\[ \])", text):
        piece = _piece(part)
        if found[-1] and found[-1][-1].kind == "blank" and CLOSES.fullmatch(piece.text):
            found[-1][-1] = replace(found[-1][-1], text=piece.text)
            continue
        if found[-1] and (piece.kind == "box" or found[-1][-1].kind == "blank"):
            found.append([])
        if piece.kind != "text" or piece.text:
            found[-1].append(piece)
    return [segment for segment in found if segment]


def _piece(part: str) -> Piece:
    if part == "[ ]":
        return Piece("box")
    if part.startswith("___"):
        return Piece("blank", length=min(len(part), MAX_BLANK_EM))
    return Piece("text", part.strip())


def topic_title(topic: str) -> str:
    return _("My own questions") if topic == OWN_TOPIC else service().catalogue.heading(topic)


def sensitive_heading() -> str:
    return service().catalogue.texts.sensitive or _("Sensitive questions")


def clinic_line() -> str:
    """Return the clinic's name and phone numbers, those that are known; nothing without a clinic."""
    clinic = service().catalogue.clinic
    day = clinic.day_phone and _("Day: %(number)s", number=clinic.day_phone)
    night = clinic.night_phone and _("Night and weekend: %(number)s", number=clinic.night_phone)
    return " · ".join(filter(None, (clinic.name, day, night)))


def page_number_texts() -> tuple[str, str, str]:
    """Return what stands before, between and after the numbers in "1 of 2", for the stylesheets of PDFs."""
    # Markers that no translation contains. A language that names the count first cannot be served this way.
    page, pages = "\0page", "\0pages"
    before, _page, rest = _("%(page)s of %(pages)s", page=page, pages=pages).partition(page)
    between, _pages, after = rest.partition(pages)
    return before, between, after


def font_class(text: str) -> str:
    """Return the class attribute for a typed text that the text font cannot print as a whole."""
    return Markup(' class="wide"') if service().fonts.needs_wide(text) else Markup("")


def long_date(date: dt.date) -> str:
    return str(format_date(date, "full"))


def short_date(date: dt.date) -> str:
    return str(format_date(date, "long"))


def register(app: Flask) -> None:
    @app.context_processor
    def for_every_template() -> dict[str, object]:
        # Not the service: templates get what they draw, and nothing with a key in it.
        return {"catalogue": service().catalogue, "lang": service().catalogue.language}

    app.jinja_env.globals.update(
        clinic_line=clinic_line,
        core_topic=CORE_TOPIC,
        drawn_parts=drawn_parts,
        font_class=font_class,
        limits=LIMITS,
        page_number_texts=page_number_texts,
        segments=segments,
        sensitive_heading=sensitive_heading,
        topic_title=topic_title,
    )
    app.jinja_env.filters.update(long_date=long_date, short_date=cache(short_date))
