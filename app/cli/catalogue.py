from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup

from app.catalogue import CatalogueError, load
from app.settings import ROOT

catalogue = AppGroup("catalogue", help="Look after questions.yaml.")


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
