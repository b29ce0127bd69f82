"""Where the files of a language stand, and what a new one begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel import Locale
from babel.messages.catalog import Catalog

from app.content.translation.po_file import PoFile
from app.settings import ROOT

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

FOLDER, CONTENT, MESSAGES = "translations", "content.po", "messages.po"
OURS = ROOT / FOLDER


def content_file(questions: Path, language: str) -> Path:
    """Return where the content of a catalogue stands in a language: in a folder beside the catalogue."""
    return questions.parent / FOLDER / language / CONTENT


def messages_file(questions: Path, language: str) -> Path:
    """Return where the texts of the program stand in a language.

    In the same folder, unless that has none and they come with the program: then they change with it.
    """
    beside, ours = questions.parent / FOLDER / language / MESSAGES, OURS / language / MESSAGES
    return ours if ours.is_file() and not beside.is_file() else beside


def new_file(path: Path, language: str, project: str, day: dt.date) -> PoFile:
    """Return a file without entries, with the headers that editors of .po files look for."""
    headers = (
        f"Project-Id-Version: {project}",
        f"PO-Revision-Date: {day.isoformat()} 00:00+0000",
        "Last-Translator: nobody yet",
        "Language-Team: none",
        f"Language: {language.replace('-', '_')}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {_catalog(language).plural_forms}",
    )
    return PoFile(path, headers=headers)


def plural_forms(language: str) -> int:
    """Return how many forms a number may ask for: two in Spanish, three in Russian."""
    return _catalog(language).num_plurals


def own_name(language: str) -> str:
    """Return the name of a language in itself, such as Español."""
    locale = Locale.parse(language, sep="-")
    return (locale.get_display_name() or language).capitalize()


def _catalog(language: str) -> Catalog:
    return Catalog(locale=language.replace("-", "_"))
