"""The input of every renderer: generated sheets, as HTML and as plain data."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet
from flask import render_template

from app import create_app
from app.core.answers import Answers
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.sheet import build_sheet
from app.settings import Settings
from app.web.service import service
from app.web.template_helpers import topic_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content import Catalogue
    from app.core.sheet import Item, Sheet

ANSWERED_SHARE = 0.6  # of the fields


@dataclass(frozen=True)
class Line:
    """A question on the sheet: its number and text, the hint below it, the lines to fill in."""

    ask: str
    hint: str
    fill: tuple[str, ...]


@dataclass(frozen=True)
class Job:
    """`paper` is the HTML for the PDF, `page` that of the web page; the rest is the same content as data."""

    paper: str
    page: str
    title: str
    notice: str
    situation: str
    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    lines: tuple[str, ...]
    about: str


def jobs(count: int, typed: FreeText | None = None) -> Iterator[Job]:
    """Yield `count` sheets (medium list, A4) with different answers, the same ones in every process."""
    app = create_app(Settings((Fernet.generate_key().decode(),)))
    with app.test_request_context():
        catalogue = service().catalogue
        for number in range(count):
            answers = {**_random_answers(catalogue, random.Random(number)), "length": ("medium",)}  # noqa: S311  reproducible
            own = typed or FreeText(own=(f"Is question {number} mine?",), visit_with=f"Dr. Number {number}")
            yield _job(build_sheet(Answers.of(catalogue, answers), Choices(paper="a4"), own))


def _random_answers(catalogue: Catalogue, rng: random.Random) -> dict[str, tuple[str, ...]]:
    answered = [field for field in catalogue.field.values() if rng.random() < ANSWERED_SHARE]
    return {field.id: (rng.choice(list(field.options)),) for field in answered}


def _job(sheet: Sheet) -> Job:
    catalogue = sheet.catalogue
    return Job(
        paper=render_template("sheet/paper.html", sheet=sheet),
        page=render_template("sheet/page.html", sheet=sheet),
        title=catalogue.paper.title.of(sheet.voice),
        notice=catalogue.paper.notice,
        situation=sheet.situation_line or "-",
        groups=tuple((topic_title(group.topic), tuple(map(_line, group.items))) for group in sheet.sections),
        lines=catalogue.parts["tell_team"].lines if "tell_team" in sheet.parts else (),
        about=catalogue.paper.about,
    )


def _line(item: Item) -> Line:
    hint = f"{'. '.join(item.listen_for)}." if item.question else ""
    return Line(f"{item.number}. {item.text}", hint, item.fill_in)
