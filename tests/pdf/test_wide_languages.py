"""Languages whose letters the text font lacks: the paper is in the wide font as a whole, headings in bold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from cryptography.fernet import Fernet
from fontTools.ttLib import TTFont

from app import create_app
from app.content import yaml_file
from app.content.fonts import FOLDER, WIDE_BOLD_FONT, WIDE_FONT, bundled_fonts
from app.content.languages import letters_of
from app.content.translation.folder import content_file
from app.content.translation.po_file import PoFile
from app.content.translation.template import template
from app.content.translation.writing import written
from app.settings import Settings
from tests.catalogues import SMALL_FILE
from tests.pdf.conftest import poppler

if TYPE_CHECKING:
    from pathlib import Path

# The first letter in Greek is a glyph of the wide font that in the text font is the digit 0, as "ί" is 2.
WORDS = {"vi": "Tiếng Việt", "ru": "Русский", "el": "έναν αριθμό: Επείγον, ίσως", "es": "Español"}


def translate(questions: Path, language: str) -> None:
    """Add a draft of a language to a catalogue: each text begins with a word of it."""
    own = f"\nlanguages: {{{language}: {{name: X, draft: true}}}}\n"
    questions.write_text(questions.read_text("utf-8") + own, "utf-8")
    content = content_file(questions, language)
    content.parent.mkdir(parents=True)
    entries = template(yaml_file.plain(yaml_file.read(questions).tree))
    said = (replace(each, texts=(f"{WORDS[language]} {each.original[0]}",)) for each in entries)
    content.write_text(written(PoFile(content, tuple(said))), "utf-8")


def blank_sheet(folder: Path, language: str) -> bytes:
    """Return a sheet on which each text begins with a word of the language."""
    questions = folder / "garden.yaml"
    questions.write_text(SMALL_FILE.read_text("utf-8"), "utf-8")
    translate(questions, language)
    app = create_app(Settings((Fernet.generate_key().decode(),), questions))
    pdf: bytes = app.test_client().get(f"/{language}/blank.pdf").data
    return pdf


def fonts_of(pdf: bytes) -> set[str]:
    return {row.split()[0].split("+")[1] for row in poppler("pdffonts", pdf).decode().splitlines()[2:]}


@pytest.mark.parametrize("language", ["vi", "ru", "el"])
def test_paper_is_in_one_font_with_a_bold_face(tmp_path: Path, language: str) -> None:
    pdf = blank_sheet(tmp_path, language)
    said = poppler("pdftotext", pdf).decode().split()
    assert WORDS[language].split()[0] in said
    assert fonts_of(pdf) <= {"Wide", "Wide-Bold", "Sheet-Bold"}  # the number of the page is the same for all
    assert {"Wide", "Wide-Bold"} <= fonts_of(pdf)


@pytest.mark.parametrize("language", ["ru", "el"])
def test_numbers_are_found_among_letters_of_another_font(tmp_path: Path, language: str) -> None:
    said = " ".join(poppler("pdftotext", blank_sheet(tmp_path, language)).decode().split())
    assert [each in said for each in (f"{number}. {WORDS[language]}" for number in (1, 2, 3))] == [True] * 3
    assert f"{WORDS[language]} In an emergency call 112." in said


def test_other_languages_keep_the_text_font(tmp_path: Path) -> None:
    assert fonts_of(blank_sheet(tmp_path, "es")) == {"Sheet", "Sheet-Bold"}


def test_both_faces_print_the_same_letters() -> None:
    """A letter that only one face has would be drawn with a glyph of the other."""
    with TTFont(FOLDER / WIDE_FONT) as regular, TTFont(FOLDER / WIDE_BOLD_FONT) as bold:
        assert regular.getBestCmap().keys() == bold.getBestCmap().keys()


@pytest.mark.parametrize(
    ("language", "is_wide"),
    [
        ("en", False),
        ("es", False),
        ("pt-BR", False),
        ("ht", False),
        ("pl", False),
        ("vi", True),
        ("uk", True),
    ],
)
def test_languages_beyond_the_text_font_are_wide(language: str, *, is_wide: bool) -> None:
    assert bundled_fonts().needs_wide(letters_of(language)) == is_wide
