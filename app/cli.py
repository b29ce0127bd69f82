"""The command line: `flask catalogue ...` and `flask sheet ...`."""

from __future__ import annotations

from pathlib import Path

import click
from cryptography.fernet import Fernet
from flask import Flask, render_template
from flask.cli import AppGroup

from app import create_app
from app.catalogue import CatalogueError, load
from app.choices import Choices
from app.service import service
from app.settings import ROOT, Settings
from app.sheet import blank_sheet

catalogue = AppGroup("catalogue", help="Look after questions.yaml.")
sheet = AppGroup("sheet", help="Make sheets without a visitor.")


def command_line() -> Flask:
    """Return a bare app that carries the commands, even while a catalogue does not load."""
    app = Flask(__name__)
    app.cli.add_command(catalogue)
    app.cli.add_command(sheet)
    return app


@catalogue.command("check")
@click.argument("file", type=click.Path(path_type=Path), default=ROOT / "questions.yaml")
def check(file: Path) -> None:
    """Check FILE (questions.yaml) and print every fault with its line and column.

    Exits 1 if there is one. Checked are: YAML 1.2; keys and types; that every option, topic, word, source
    and question that is named exists; duplicates; questions nobody can get; missing wordings; words,
    sources and topics that are not used; HTML; banned words; per cent.
    """
    try:
        loaded = load(file)
    except CatalogueError as error:
        raise SystemExit(str(error)) from None
    click.echo(f"{file.name}: {len(loaded.questions)} questions, {len(loaded.words)} words, no fault")


@sheet.command("blank")
@click.argument("out", type=click.Path(path_type=Path), default=Path("blank-question-sheet.pdf"))
@click.option(
    "--questions", type=click.Path(path_type=Path), default=ROOT / "questions.yaml", help="Another catalogue."
)
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
