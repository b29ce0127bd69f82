"""Marks: unique words for each input, to search for in everything that the server sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.free_text import MAX_COLUMNS, MAX_OWN_QUESTIONS
from tests.web.sheets import add, add_own, offered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.content import Catalogue
    from tests.web.visitor import Answers, Visitor

OWN = {f"own-{number}": f"Markown{number}q" for number in range(1, MAX_OWN_QUESTIONS + 1)}
COLUMN = {f"column_{number}": f"Markcolumn{number}q" for number in range(1, MAX_COLUMNS + 1)}
WITH = {"visit_with": "Markdoctorq"}
DATE = {"month": "5", "day": "29", "year": "2027"}
HEARD = {"other": "Markotherq", "heard-own-1": "Markheardq"}
TYPED = {*OWN.values(), *COLUMN.values(), *WITH.values()}
NOTED = {*HEARD.values()}  # after the visit: on its page and its summary only
QUERY, PATH, AGENT, HEADER, COOKIE = "Markqueryq", "Markpathq", "Markagentq", "Markheaderq", "Markcookieq"
ADDRESS = "203.0.113.77"  # reserved for documentation
SENT = {QUERY, PATH, AGENT, HEADER, COOKIE, ADDRESS}
HEADERS = {
    "User-Agent": AGENT,
    "X-Extra": HEADER,
    "X-Forwarded-For": ADDRESS,
    "Accept-Language": HEADER,
}


def found(marks: Iterable[str], text: str) -> set[str]:
    """Return the marks that the text contains, ignoring case."""
    low = text.lower()
    return {mark for mark in marks if mark.lower() in low}


def everything(catalogue: Catalogue) -> Answers:
    """Return answers to every field, as many as are allowed."""
    return {
        field.id: _fitting(field.options, field.exclusive, 1 if field.choose == "one" else field.at_most)
        for step in catalogue.steps
        for field in step.fields
    }


def _fitting(options: Iterable[str], exclusive: Iterable[str], most: int | None) -> tuple[str, ...]:
    return tuple(option for option in options if option not in set(exclusive))[:most]


def fill_everything(visitor: Visitor, catalogue: Catalogue) -> None:
    """Fill in every form of the site completely."""
    visitor.walk(everything(catalogue))
    add(visitor, offered(visitor.open("/questions/more"))[-1])
    add_own(visitor, *OWN.values())
    first, second = visitor.form.ticked("q")[:2]
    visitor.untick("q", second)
    visitor.tick("star", first)
    visitor.press("Change the order")
    visitor.press(next(text for text, _do, value in visitor.form.buttons if value.startswith("down:")))
    visitor.open("/sheet")
    visitor.tick("paper", "a4")
    visitor.tick("size", "large")
    visitor.tick("parts", *catalogue.parts)
    for name, text in {**COLUMN, **WITH, **DATE}.items():
        visitor.write(name, text)
    visitor.press("Continue")
    assert visitor.page.heading == "Your sheet is ready", visitor.page.errors
    visitor.open("/after")
    for name, text in HEARD.items():
        visitor.write(name, text)
    visitor.press("Make my summary")
    assert visitor.page.heading == "Your summary is ready", visitor.page.errors
