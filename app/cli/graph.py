"""`flask catalogue graph`: the rules as a picture."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import click

from app.cli.files import FILE, QUESTIONS, opened, write
from app.content import unknown
from app.review.graph import graph

if TYPE_CHECKING:
    from pathlib import Path


@click.command("graph")
@click.argument("out", type=FILE)
@click.option("--topic", help="Only the questions of one topic, by its id.")
@click.option("--questions", type=FILE, default=QUESTIONS, help="Another catalogue.")
def draw(out: Path, topic: str | None, questions: Path) -> None:
    """Draw which options bring which questions into OUT: DOT text if it ends in .dot, else SVG.

    SVG needs the program `dot` of Graphviz.
    """
    loaded = opened(questions).catalogue
    if topic is not None and topic not in loaded.topics:
        raise SystemExit(unknown((), "topic", topic, loaded.topics).words)
    text = graph(loaded, topic)
    write(out, text.encode() if out.suffix == ".dot" else _svg(text))
    click.echo(f"{out}: {text.count(' -> ')} edges")


def _svg(text: str) -> bytes:
    program = shutil.which("dot")
    if program is None:
        raise SystemExit("Graphviz is not installed (apt-get install graphviz); or write to a .dot file")
    return subprocess.run([program, "-Tsvg"], input=text.encode(), stdout=subprocess.PIPE, check=True).stdout  # noqa: S603  `dot` reads our text only
