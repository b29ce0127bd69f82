from __future__ import annotations

from pathlib import Path

import click
from flask import render_template
from flask.cli import AppGroup

from app.cli.files import FILE, QUESTIONS, app_with, write
from app.core.choices import Choices
from app.core.sheet import blank_sheet
from app.web.service import service

sheet = AppGroup("sheet", help="Make sheets without a visitor.")


@sheet.command("blank")
@click.argument("out", type=click.Path(path_type=Path), default=Path("blank-question-sheet.pdf"))
@click.option("--questions", type=FILE, default=QUESTIONS, help="Another catalogue.")
@click.option("--paper", type=click.Choice(["letter", "a4"]), help="The clinic's paper, if not given.")
@click.option("--size", type=click.Choice(["standard", "large", "giant"]), default="standard")
@click.option(
    "--role", type=click.Choice(["patient", "caregiver"]), default="patient", help="In whose voice."
)
def blank(out: Path, questions: Path, **wishes: str | None) -> None:
    """Write a blank sheet to OUT: the core, the commonest questions, nothing about anyone.

    Exits 1 with the faults of a catalogue that has some, and if OUT cannot be written.
    """
    role = str(wishes.pop("role"))
    with app_with(questions).test_request_context():
        made = blank_sheet(service().catalogue, Choices.model_validate(wishes), role)
        write(out, service().renderer.render(render_template("sheet/paper.html", sheet=made)))
    click.echo(f"{out}: {len(made.printed)} questions")
