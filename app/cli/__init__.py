"""The command line: `flask catalogue ...` and `flask sheet ...`."""

from __future__ import annotations

from flask import Flask

from app.cli.catalogue import catalogue
from app.cli.graph import graph
from app.cli.list_questions import list_questions
from app.cli.matrix import matrix
from app.cli.review import review
from app.cli.sheet import sheet
from app.cli.translate import translate


def command_line() -> Flask:
    """Return a bare app that carries the commands, so that they run also while a catalogue has faults."""
    app = Flask(__name__)
    for command in (list_questions, matrix, graph, review, translate):
        catalogue.add_command(command)
    app.cli.add_command(catalogue)
    app.cli.add_command(sheet)
    return app
