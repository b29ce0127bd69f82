from __future__ import annotations

import csv
import io
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import click
from flask import render_template
from flask_babel import gettext

from app.cli.files import FILE, app_for, app_in, questions_option, write
from app.cli.render import render
from app.cli.review_versions import earlier_version, pairs_of, version_of
from app.content.form import LENGTH
from app.content.questions import LOWEST_PRIORITY
from app.content.types import PAPERS
from app.core.ranking import TOPICS_OF_A_SHORT_LIST
from app.core.selection import points
from app.pdf import Renderer
from app.review import Pack, build_pack, rows
from app.review.card import first_version_with
from app.review.matrix import asked_by_moment, stages_in_order
from app.review.reading import reading_in_words
from app.review.rules_in_words import moments_in_words, rule_in_words
from app.review.sources import checked, hidden_address
from app.review.steps import step_in_words
from app.web.service import Service, service

if TYPE_CHECKING:
    from pathlib import Path

    from app.content.types import Paper
    from app.review import CatalogueVersion


@click.command("review")
@click.argument("out", type=FILE)
@click.option("--csv", "table", type=FILE, help="Write the questions as a spreadsheet too.")
@questions_option
@click.option("--since", type=FILE, help="The version signed last, to list what changed since.")
@click.option("--language", help="Of a translation, such as es: each text beside its original comes first.")
@click.option("--paper", type=click.Choice(PAPERS), help="The clinic's paper, if not given.")
def review(  # noqa: PLR0913, PLR0917  one for each option
    out: Path,
    table: Path | None,
    questions: Path,
    since: Path | None,
    language: str | None,
    paper: Paper | None,
) -> None:
    """Write the review pack to OUT (PDF): everything a patient could ever see, with lines to sign.

    Exits 1 with the faults of a catalogue that has some, and if a file cannot be written.
    """
    app = app_in(language, app_for(questions, all_languages=bool(language)))
    before = earlier_version(since, questions, language) if since else None
    with app.test_request_context():
        pack = pack_of(language, before)
        html = pack_html(pack, paper or pack.catalogue.clinic.paper)
        write(out, render(Renderer("review.css"), html, "Review pack"))
        if table:
            write(table, spreadsheet(pack))
    click.echo(f"{out}: {len(pack.questions)} questions, version {pack.version.digest}")


def pack_of(language: str | None, before: CatalogueVersion | None = None) -> Pack:
    """Return the pack of the catalogue in service; that of a translation has its originals too."""
    loaded = service().loaded
    pack = build_pack(version_of(loaded, language), Service.today(), gettext, before)
    return replace(pack, beside=pairs_of(loaded, language, pack)) if language else pack


def pack_html(pack: Pack, paper: Paper) -> str:
    return render_template(
        "review/pack.html",
        pack=pack,
        paper=paper,
        language=service().languages.here,
        first_language=service().languages.all[0],
        length_labels=pack.catalogue.field[LENGTH].options,
        stages=moments_in_words(pack.catalogue, stages_in_order(pack.catalogue)),
        asked=asked_by_moment(pack.catalogue),
        in_words=partial(rule_in_words, pack.catalogue, translate=gettext),
        moments_in_words=partial(moments_in_words, pack.catalogue, translate=gettext),
        step_in_words=partial(step_in_words, translate=gettext),
        first_version_with=partial(first_version_with, pack.catalogue.warning_card),
        points=[points(priority) for priority in range(1, LOWEST_PRIORITY + 1)],
        topics_of_a_short_list=TOPICS_OF_A_SHORT_LIST,
        reading_in_words=partial(reading_in_words, pack.catalogue.language, translate=gettext),
        checked=partial(checked, translate=gettext),
        hidden_address=partial(hidden_address, translate=gettext),
    )


def spreadsheet(pack: Pack) -> bytes:
    """Return the rows as CSV in UTF-8, with the byte order mark by which spreadsheets know it."""
    text = io.StringIO()
    csv.writer(text).writerows(rows(pack, gettext))
    return text.getvalue().encode("utf-8-sig")
