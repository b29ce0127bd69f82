from __future__ import annotations

import csv
import hashlib
import io
from typing import TYPE_CHECKING

import click
from flask import render_template
from flask_babel import gettext

from app.cli.files import FILE, QUESTIONS, app_with, opened, write
from app.pdf import Renderer
from app.review import Edition, Pack, build, rows
from app.web.service import STATIC, Service, service

if TYPE_CHECKING:
    from pathlib import Path

    from app.content import Catalogue

SHORT = 16  # hexadecimal digits: enough to tell two versions apart, and to read out


@click.command("review")
@click.argument("out", type=FILE)
@click.option("--csv", "table", type=FILE, help="Write the questions as a spreadsheet too.")
@click.option("--questions", type=FILE, default=QUESTIONS, help="Another catalogue.")
@click.option("--since", type=FILE, help="The version signed last, to list what changed since.")
@click.option("--paper", type=click.Choice(["letter", "a4"]), help="The clinic's paper, if not given.")
def review(out: Path, table: Path | None, questions: Path, since: Path | None, paper: str | None) -> None:
    """Write the review pack to OUT (PDF): everything a patient could ever see, with lines to sign.

    Exits 1 with the faults of a catalogue that has some, and if a file cannot be written.
    """
    app = app_with(questions)
    before = _edition(since, opened(since).catalogue) if since else None
    with app.test_request_context():
        edition = _edition(questions, service().catalogue)
        pack = build(edition, Service.today(), gettext, before)
        html = render_template("review/pack.html", pack=pack, paper=paper or pack.catalogue.clinic.paper)
        write(out, Renderer(STATIC, "review.css").render(html))
        if table:
            write(table, spreadsheet(pack))
    click.echo(f"{out}: {len(pack.questions)} questions, version {edition.digest}")


def spreadsheet(pack: Pack) -> bytes:
    """Return the rows as CSV in UTF-8, with the mark by which spreadsheets know it."""
    text = io.StringIO()
    csv.writer(text).writerows(rows(pack, gettext))
    return text.getvalue().encode("utf-8-sig")


def _edition(file: Path, loaded: Catalogue) -> Edition:
    return Edition(loaded, hashlib.sha256(file.read_bytes()).hexdigest()[:SHORT])
