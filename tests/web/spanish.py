"""The catalogue of journeys with a small made-up translation: most of it stays English, as in a draft."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.content import yaml_file
from app.content.translation.entry import Entry
from app.content.translation.po_file import PoFile
from app.content.translation.template import template
from app.content.translation.writing import written
from tests.catalogues import JOURNEY_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LANGUAGES = '\nlanguages: {es: {name: "Español", picture: sheet-picture.png, %s}}\n'
DRAFT = "draft: true"
CONTENT = {
    "Questions for your visit": "Preguntas para su consulta",
    "We sell nothing.": "No vendemos nada.",
    "My questions about it": "Mis preguntas sobre esto",
}
MESSAGES = {
    "Start": "Empezar",
    "Continue": "Continuar",
    "Back": "Volver",
    "See my questions": "Ver mis preguntas",
    "Your questions": "Sus preguntas",
    "Update my list": "Actualizar mi lista",
    "Make my sheet": "Hacer mi hoja",
    "Your sheet is ready": "Su hoja está lista",
    "Clear my answers": "Borrar mis respuestas",
    "There are no answers in this browser": "No hay respuestas en este navegador",
    "This page is not here": "Esta página no está aquí",
    "Blank sheets to print": "Hojas en blanco para imprimir",
    "Language": "Idioma",
    "question-sheet.pdf": "hoja.pdf",
    "This translation is a draft. Nobody has reviewed it.": "Esta traducción es un borrador.",
    "No medical translator has reviewed this translation yet.": "Nadie ha revisado esta traducción.",
}


def with_spanish(folder: Path, about: str = DRAFT, *, whole: bool = False) -> Path:
    """Write the catalogue of journeys and its translation to a folder; return the catalogue.

    In a `whole` one, what is not translated here has its original as its translation.
    """
    text = JOURNEY_FILE.read_text("utf-8") + LANGUAGES % about
    entries = template(yaml_file.plain(yaml_file.read(in_folder(folder, text)).tree))
    content = (
        replace(each, texts=(CONTENT.get(each.original[0], each.original[0] if whole else ""),))
        for each in entries
    )
    return in_folder(folder, text, content, (Entry("", (text,), (said,)) for text, said in MESSAGES.items()))


def in_folder(folder: Path, text: str, content: Iterable[Entry] = (), messages: Iterable[Entry] = ()) -> Path:
    """Write a catalogue and its translation into Spanish to a folder; return the catalogue."""
    questions, files = folder / "journey.yaml", folder / "translations" / "es"
    questions.write_text(text, "utf-8")
    files.mkdir(parents=True, exist_ok=True)
    _write(files / "content.po", *content)
    _write(files / "messages.po", *messages)
    return questions


def _write(path: Path, *entries: Entry) -> None:
    path.write_text(written(PoFile(path, entries)), "utf-8")
