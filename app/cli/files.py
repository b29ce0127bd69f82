"""Files that the commands read and write. What is wrong with one ends the command with its lines."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click
from cryptography.fernet import Fernet

from app import create_app
from app.content import CatalogueError
from app.content.load import load, load_alone
from app.settings import Settings, questions_file
from app.web import languages
from app.web.service import EXTENSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask import Flask

    from app.content.load import LoadedCatalogue

FILE = click.Path(path_type=Path)


def default_catalogue() -> Path:
    """Return the catalogue of a command that names none; click asks when the command runs."""
    return questions_file(os.environ)


questions_option = click.option(
    "--questions", type=FILE, default=default_catalogue, help="Another catalogue."
)


def open_catalogue(file: Path, *, alone: bool = False) -> LoadedCatalogue:
    """Read a catalogue, `alone` without its translations, or end the command with every fault in it."""
    try:
        return load_alone(file) if alone else load(file, all_languages=True)
    except (CatalogueError, OSError) as error:
        raise SystemExit(str(error)) from None


def app_for(questions: Path, *, all_languages: bool = False) -> Flask:
    """Return the app with a catalogue and a key of its own, or end the command with every fault in it."""
    # No visitor comes here: the key seals nothing, and the host's own is not needed.
    key = Fernet.generate_key().decode()
    return create_app(Settings((key,), questions, all_languages=all_languages))


def app_in(language: str | None, app: Flask) -> Flask:
    """Return the app of a language, or end the command; without a language that of the first."""
    if language is None:
        return app
    try:
        return languages.app_in(language, app)
    except KeyError:
        known = (each.code for each in app.extensions[EXTENSION].languages.all)
        raise SystemExit(no_such_language(language, known)) from None


def no_such_language(language: str, known: Iterable[str]) -> str:
    return f"questions.yaml has no language {language!r}; it has {', '.join(known)}."


def write(file: Path, content: bytes) -> None:
    """Write a file, or end the command."""
    try:
        file.write_bytes(content)
    except OSError as error:
        raise SystemExit(f"{file}: cannot be written: {error.strerror}") from None
