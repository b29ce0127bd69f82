"""Makes the input of every maker: sheets of strangers, as HTML and as plain data."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from flask import render_template

from app.pdf.compose.blocks import without_marks
from app.web.second_language import Second
from app.web.template_helpers import topic_title
from tools.bench.content import Job, Line
from tools.bench.strangers import strangers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content import Catalogue
    from app.core.sheet import Item
    from tools.bench.strangers import Stranger


def jobs(catalogue: Catalogue, count: int, seed: int) -> Iterator[Job]:
    """Yield medium lists on Letter, within a request of the app."""
    for each in islice(strangers(catalogue, seed=seed), count):
        yield _job(catalogue, each)


def _job(catalogue: Catalogue, person: Stranger) -> Job:
    sheet = person.sheet(catalogue)
    page = render_template("sheet/page.html", sheet=sheet, second=Second.of(sheet))
    return Job(
        person=person.data(),
        page=without_marks(page),
        title=catalogue.paper.title.of(sheet.voice),
        notice=catalogue.paper.notice,
        situation=sheet.situation_line or "-",
        groups=tuple((topic_title(group.topic), tuple(map(_line, group.items))) for group in sheet.sections),
        lines=catalogue.parts["tell_team"].lines if "tell_team" in sheet.parts else (),
        about=catalogue.paper.about,
    )


def _line(item: Item) -> Line:
    hint = f"{'. '.join(item.listen_for)}." if item.question else ""
    return Line(f"{item.number}. {item.text}", hint, tuple(item.fill_in))
