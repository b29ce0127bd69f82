"""Functions and values that every template may use."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from flask_babel import format_date
from flask_babel import gettext as _
from markupsafe import Markup

from app.content import CORE_TOPIC, OWN_TOPIC
from app.content.languages import letters_of
from app.core.choices import MAX_STARS
from app.core.free_text import MAX_OWN_QUESTIONS, MAX_QUESTION_LENGTH, printable
from app.core.sheet import drawn_parts, places_to_try
from app.web.seal import HOURS_KEPT
from app.web.service import service
from app.web.session import without_answers
from app.web.session_data import LEAST_HOURS_KEPT
from app.web.writing import CIRCLES_EM, LINE_EM, has_places, rows

if TYPE_CHECKING:
    import datetime as dt

    from flask import Flask

LIMITS = {
    "stars": MAX_STARS,
    "own_questions": MAX_OWN_QUESTIONS,
    "question_length": MAX_QUESTION_LENGTH,
    "hours_kept": HOURS_KEPT,
    "least_hours_kept": LEAST_HOURS_KEPT,
}


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
    before, _page, rest = _("Page %(page)s of %(pages)s", page=page, pages=pages).partition(page)
    between, _pages, after = rest.partition(pages)
    return before, between, after


def font_class(text: str) -> str:
    """Return the class attribute for a typed text that the text font cannot print as a whole."""
    return Markup(' class="wide"') if service().fonts.needs_wide(text) else Markup("")


def is_wide(language: str) -> bool:
    """Whether pages in a language are set in another font as a whole: the text font lacks some letters."""
    return service().fonts.needs_wide(letters_of(language))


def printed(text: str) -> str:
    """Return notes of a visit without what no font prints: the page for them has named it before."""
    return printable(text, len(text), service().fonts.unprintable, lines=True)


def long_date(date: dt.date) -> str:
    return str(format_date(date, "full"))


def short_date(date: dt.date) -> str:
    return str(format_date(date, "long"))


def register(app: Flask) -> None:
    with app.app_context():
        catalogue = service().catalogue
        wide = is_wide(catalogue.language)
    # Not the service: templates get what they draw, and nothing with a key in it.
    app.jinja_env.globals.update(catalogue=catalogue, lang=catalogue.language, wide=wide)
    app.jinja_env.globals.update(
        clinic_line=clinic_line,
        core_topic=CORE_TOPIC,
        drawn_parts=drawn_parts,
        font_class=font_class,
        has_places=has_places,
        limits=LIMITS,
        places_to_try=places_to_try,
        line_em=LINE_EM,
        circles_em=CIRCLES_EM,
        page_number_texts=page_number_texts,
        writing_rows=rows,
        sensitive_heading=sensitive_heading,
        topic_title=topic_title,
        without_answers=without_answers,
    )
    app.jinja_env.filters.update(printed=printed, long_date=long_date, short_date=cache(short_date))
