"""The files of the commands: what is wrong with one ends the command in a line, not in a trace of calls."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from cryptography.fernet import Fernet

from app import create_app
from app.content import CatalogueError, Read, load_with_places
from app.settings import ROOT, Settings

if TYPE_CHECKING:
    from flask import Flask

FILE = click.Path(path_type=Path)
QUESTIONS = ROOT / "questions.yaml"


def opened(file: Path) -> Read:
    """Read a catalogue, or end the command with every fault in it and exit code 1."""
    try:
        return load_with_places(file)
    except CatalogueError as error:
        raise SystemExit(str(error)) from None


def app_with(questions: Path) -> Flask:
    """Return the app over a catalogue, with a key of its own, or end the command as `opened` does."""
    try:
        return create_app(Settings((Fernet.generate_key().decode(),), questions))
    except CatalogueError as error:
        raise SystemExit(str(error)) from None


def write(file: Path, content: bytes) -> None:
    """Write a file, or end the command with exit code 1."""
    try:
        file.write_bytes(content)
    except OSError as error:
        raise SystemExit(f"{file}: cannot be written: {error.strerror}") from None
