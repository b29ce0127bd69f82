"""`flask catalogue graph`: the rules as a picture."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import click

from app.cli.files import FILE, open_catalogue, questions_option, write
from app.content.unknown_names import unknown
from app.review import graph as dot

if TYPE_CHECKING:
    from pathlib import Path


@click.command("graph")
@click.argument("out", type=FILE)
@click.option("--topic", help="Only the questions of one topic, by its id.")
@questions_option
def graph(out: Path, topic: str | None, questions: Path) -> None:
    """Draw which options bring which questions into OUT: DOT text if it ends in .dot, else SVG.

    Dashed lines lead from a topic that people tick to the questions that answer it. The rules of wordings are
    left out: they choose the words, not the question. SVG needs the program `dot` of Graphviz.
    """
    catalogue = open_catalogue(questions).catalogue
    if topic is not None and topic not in catalogue.topics:
        raise SystemExit(str(unknown((), "topic", topic, catalogue.topics)))
    text = dot.graph(catalogue, topic)
    write(out, text.encode() if out.suffix == ".dot" else _svg(text))
    click.echo(f"{out}: {text.count(' -> ')} edges")


def _svg(text: str) -> bytes:
    program = shutil.which("dot")
    if program is None:
        raise SystemExit("Graphviz is not installed (apt-get install graphviz); or write to a .dot file")
    return subprocess.run([program, "-Tsvg"], input=text.encode(), stdout=subprocess.PIPE, check=True).stdout  # noqa: S603  `dot` reads our text only
