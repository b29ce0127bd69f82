from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask.cli import AppGroup

from app.cli.files import FILE, app_for, app_in, no_such_language, questions_option, write
from app.cli.render import render
from app.content.form import ROLES, STAGE
from app.content.types import PAPERS, SIZES
from app.core.choices import Choices
from app.core.sheet import blank_sheet
from app.web.drafts import drafts
from app.web.service import service

if TYPE_CHECKING:
    from app.content import Catalogue
    from app.content.form import Role
    from app.content.types import Paper, Size

sheet = AppGroup("sheet", help="Make sheets without a visitor.")


@sheet.command("blank")
@click.argument("out", type=FILE, default=Path("blank-question-sheet.pdf"))
@questions_option
@click.option("--paper", type=click.Choice(PAPERS), help="The clinic's paper, if not given.")
@click.option("--size", type=click.Choice(SIZES), default=SIZES[0])
@click.option("--role", type=click.Choice(ROLES), default=ROLES[0], help="In whose voice.")
@click.option("--stage", help="For people who are there: an option of the field stage.")
@click.option(
    "--language", help="The language of the sheet, such as es; that of questions.yaml, if not given."
)
@click.option("--second", help="A language that stands beside it.")
def blank(  # noqa: PLR0913, PLR0917  one for each option
    out: Path,
    questions: Path,
    paper: Paper | None,
    size: Size,
    role: Role,
    stage: str | None,
    language: str | None,
    second: str | None,
) -> None:
    """Write a blank sheet to OUT: the core, the most common questions, nothing about anyone.

    Exits 1 with the faults of a catalogue that has some, if it has no such stage or language, and if OUT
    cannot be written; 2 if the second language is that of the sheet.
    """
    with app_in(language, app_for(questions, all_languages=bool(language or second))).test_request_context():
        stages = service().catalogue.field[STAGE].options
        if stage and stage not in stages:
            raise SystemExit(f"--stage must be one of {', '.join(stages)}, not {stage!r}.")
        other = _catalogue_in(second) if second else None
        made = blank_sheet(service().catalogue, Choices(paper=paper, size=size), role, stage, other)
        write(out, render(service().renderer, drafts(made), "Blank sheet"))
    click.echo(f"{out}: {len(made.printed)} questions")


def _catalogue_in(language: str) -> Catalogue:
    known = service().in_languages
    if language == service().catalogue.language:
        raise click.BadParameter("the sheet is in this language; name another one", param_hint="--second")
    if language not in known:
        raise SystemExit(no_such_language(language, known))
    return known[language].catalogue
