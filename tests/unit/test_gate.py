"""What the one gate refuses or warns of, beyond tests/catalogues/faults.yaml."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from app.cli import command_line
from app.content import CatalogueError, fonts
from app.content.load import load
from app.settings import ROOT
from app.web import compile_templates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SMALL = ROOT / "tests" / "catalogues" / "small.yaml"
TEXT = SMALL.read_text(encoding="utf-8")
TODAY = dt.date(2026, 11, 25)


def changed(folder: Path, old: str, new: str) -> Path:
    assert old in TEXT
    file = folder / "garden.yaml"
    file.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    return file


def faults(file: Path) -> list[str]:
    with pytest.raises(CatalogueError) as caught:
        load(file)
    return [str(issue) for issue in caught.value.issues]


@pytest.fixture
def font_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the fonts that a test may spoil."""
    folder = tmp_path / "fonts"
    shutil.copytree(fonts.FOLDER, folder)
    monkeypatch.setattr(fonts, "FOLDER", folder)
    fonts.bundled_fonts.cache_clear()
    yield folder
    fonts.bundled_fonts.cache_clear()


@pytest.mark.parametrize("about", ["always", "[]", "{}", "[{plants: [roses]}, {soil: [clay]}]"])
def test_about_is_one_clause(tmp_path: Path, about: str) -> None:
    file = changed(tmp_path, "about: {plants: [roses, herbs]}", f"about: {about}")
    (fault,) = faults(file)
    assert "the answers to print are written as {field: [options]}" in fault


def test_unprinted_hospital_is_a_warning(tmp_path: Path) -> None:
    file = changed(tmp_path, 'hospital: ""', 'hospital: "Green Cross"')
    (warning,) = [str(each) for each in load(file).warnings(TODAY) if "hospital" in str(each)]
    assert warning.startswith("garden.yaml:4:")
    assert "printed nowhere; write {hospital}" in warning


def test_hospital_in_a_text_is_no_warning(tmp_path: Path) -> None:
    text = TEXT.replace('hospital: ""', 'hospital: "Green Cross"')
    file = tmp_path / "garden.yaml"
    file.write_text(text.replace("Call {emergency_number}.", "Go to {hospital}."), encoding="utf-8")
    assert not [each for each in load(file).warnings(TODAY) if "hospital" in str(each)]


def test_clinic_holds_values_and_no_placeholders(tmp_path: Path) -> None:
    file = changed(tmp_path, 'hospital: ""', 'hospital: "Call {emergency_number} first"')
    (fault,) = faults(file)
    assert fault.startswith("garden.yaml:4:")
    assert "unknown placeholder {emergency_number}; none is filled in here" in fault


def test_letters_of_source_titles_are_checked(tmp_path: Path) -> None:
    (fault,) = faults(changed(tmp_path, "The [made-up] garden book", "The 蛾 garden book"))
    assert "no font here can print 蛾" in fault


def test_title_of_a_source_may_hold_a_banned_word(tmp_path: Path) -> None:
    assert load(changed(tmp_path, "The [made-up] garden book", "The magic garden book")).catalogue


def test_list_of_banned_words_may_be_empty(tmp_path: Path) -> None:
    assert load(changed(tmp_path, "banned_words: [magic]", "banned_words: []")).catalogue.banned_words == ()


@pytest.mark.parametrize("args", [("check",), ("list",), ("graph", "rules.dot")])
@pytest.mark.parametrize("name", [fonts.TEXT_FONT, fonts.BOLD_FONT, fonts.WIDE_FONT, fonts.WIDE_BOLD_FONT])
def test_missing_font_ends_commands_with_one_line(
    font_folder: Path, name: str, args: tuple[str, ...]
) -> None:
    (font_folder / name).unlink()
    result = command_line().test_cli_runner().invoke(args=["catalogue", *args])
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code == 1
    (line,) = result.output.splitlines()
    assert name in line


def test_damaged_font_is_an_os_error(font_folder: Path) -> None:
    (font_folder / fonts.TEXT_FONT).write_bytes(b"no font")
    with pytest.raises(OSError, match=fonts.TEXT_FONT):
        fonts.bundled_fonts()


def test_broken_template_ends_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>\n{% if %}\n", encoding="utf-8")
    app = Flask(__name__, template_folder=str(tmp_path))
    with pytest.raises(SystemExit, match=r"^templates/page\.html:2: "):
        compile_templates(app, ["page.html"])
