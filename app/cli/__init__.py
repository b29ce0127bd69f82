"""The command line: `flask catalogue ...` and `flask sheet ...`."""

from __future__ import annotations

from flask import Flask

from app.cli.catalogue import catalogue
from app.cli.review import review
from app.cli.sheet import sheet


def command_line() -> Flask:
    """Return a bare app that carries the commands, even while a catalogue does not load."""
    app = Flask(__name__)
    catalogue.add_command(review)
    app.cli.add_command(catalogue)
    app.cli.add_command(sheet)
    return app
