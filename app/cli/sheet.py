from __future__ import annotations

from pathlib import Path

import click
from cryptography.fernet import Fernet
from flask import render_template
from flask.cli import AppGroup

from app import create_app
from app.choices import Choices
from app.cli.catalogue import FILE, QUESTIONS
from app.service import service
from app.settings import Settings
from app.sheet import blank_sheet

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
    """Write a blank sheet to OUT: the core, the commonest questions, nothing about anyone."""
    role = str(wishes.pop("role"))
    app = create_app(Settings((Fernet.generate_key().decode(),), questions))
    with app.test_request_context():
        made = blank_sheet(service().catalogue, Choices.model_validate(wishes), role)
        out.write_bytes(service().renderer.render(render_template("sheet/paper.html", sheet=made)))
    click.echo(f"{out}: {len(made.printed)} questions")
