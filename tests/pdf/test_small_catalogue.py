"""What a clinic's own file changes on paper, shown with the small catalogue."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from cryptography.fernet import Fernet
from flask import render_template
from flask_babel import gettext

from app import create_app
from app.cli.review import pack_html
from app.core.answers import Answers
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.sheet import build_sheet
from app.pdf import Renderer
from app.review import CatalogueVersion, build_pack
from app.settings import ROOT, Settings
from app.web.interface import InMemory
from app.web.service import service
from tests.catalogues import TIME_LINE
from tests.pdf.conftest import pages

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

SMALL = (ROOT / "tests" / "catalogues" / "small.yaml").read_text(encoding="utf-8")
CARD = '  if_no_answer: "Call {emergency_number}."\n'


class Spanish:
    """Translations of one text."""

    @staticmethod
    def ugettext(text: str) -> str:
        return "Página %(page)s de %(pages)s" if text == "Page %(page)s of %(pages)s" else text

    @staticmethod
    def ungettext(one: str, many: str, count: int) -> str:
        return one if count == 1 else many


def app_with(folder: Path, text: str) -> Flask:
    file = folder / "garden.yaml"
    file.write_text(text, encoding="utf-8")
    return create_app(Settings((Fernet.generate_key().decode(),), file))


def sheet_with_card(app: Flask) -> tuple[str, str]:
    """Return the text of the PDF and the plain text of a sheet that has the card."""
    client = app.test_client()
    client.get("/questions")
    return " ".join(pages(client.get("/sheet.pdf").data)), client.get("/sheet.txt").text


@pytest.mark.parametrize(
    ("hospital", "printed"), [("Green Cross, Main Street 1", "Green Cross, Main Street 1"), ("", "______")]
)
def test_hospital_is_on_the_card(tmp_path: Path, hospital: str, printed: str) -> None:
    text = SMALL.replace('hospital: ""', f'hospital: "{hospital}"')
    text = text.replace(
        CARD, '  if_no_answer: "Go to this hospital, {hospital}, or call {emergency_number}."\n'
    )
    text = text.replace('about: "Card", default: [{length: [full]}]', 'about: "Card", default: always')
    in_pdf, in_text = sheet_with_card(app_with(tmp_path, text))
    assert f"Go to this hospital, {printed}" in in_text
    assert "or call 112." in in_text
    assert "Go to this hospital," in in_pdf
    assert (hospital in in_pdf) if hospital else ("{hospital}" not in in_pdf)


def test_page_numbers_speak_the_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(InMemory, "get_translations", lambda _domain: Spanish())
    found = pages(app_with(tmp_path, SMALL).test_client().get("/blank.pdf").data)
    for number, page in enumerate(found, 1):
        assert f"{number} de {len(found)}" in page
        assert f"{number} of {len(found)}" not in page


def test_page_numbers_of_the_pack_speak_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(InMemory, "get_translations", lambda _domain: Spanish())
    app = app_with(tmp_path, SMALL)
    with app.test_request_context():
        version = CatalogueVersion(service().catalogue, "0123456789abcdef")
        html = pack_html(build_pack(version, dt.date(2026, 11, 25), gettext), "letter")
    found = pages(Renderer("review.css").render(html))
    assert len(found) > 1
    for number, page in enumerate(found, 1):
        assert f"{number} de {len(found)}" in page


def on_paper(folder: Path, *changes: tuple[str, str], **answers: str) -> str:
    """Return the text of the PDF of a sheet from the small catalogue with changes."""
    text = SMALL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    app = app_with(folder, text)
    with app.test_request_context():
        said = Answers.of(service().catalogue, {name: (option,) for name, option in answers.items()})
        html = render_template("sheet/paper.html", sheet=build_sheet(said, Choices(), FreeText()))
        return " ".join(pages(service().renderer.render(html)))


FACTS = "facts_checked: 2026-11-22}"
PUBLISHER = 'clinic: {name: "",', 'publisher: {name: %s, contact: %s, site: %s}\nclinic: {name: "",'
SAYS_ITS_SOURCES = "The sources are on the website that made this sheet."


def test_publisher_and_next_check_are_printed(tmp_path: Path) -> None:
    old, new = PUBLISHER
    published = old, new % ("the gardeners", "post@garden.example", "https://garden.example")
    checked = FACTS, "facts_checked: 2026-11-22, next_check: 2027-05-01}"
    text = on_paper(tmp_path, published, checked)
    assert "Published by the gardeners. Mistakes? Write to post@garden.example." in text
    assert "Sources: https://garden.example." in text
    assert "Facts checked on November 22, 2026. Next check by May 1, 2027." in text
    assert SAYS_ITS_SOURCES not in text


def test_empty_publisher_and_dates_are_left_out(tmp_path: Path) -> None:
    text = on_paper(tmp_path)
    assert not any(word in text for word in ("From ", "Mistakes?", "Next check", "None"))
    assert SAYS_ITS_SOURCES in text


@pytest.mark.parametrize(("stage", "asked"), [("summer", "Decide by:"), ("winter", "Next visit:")])
def test_date_to_write_down_follows_the_stage(tmp_path: Path, stage: str, asked: str) -> None:
    text = on_paper(tmp_path, ("decide_by: []", "decide_by: [{stage: [summer]}]"), stage=stage)
    assert f"With: blank {asked} blank" in text
    assert text.count("Decide by:") + text.count("Next visit:") == 1


def test_time_line_is_drawn_step_by_step(tmp_path: Path) -> None:
    words = '  words: {title: "Words"'
    offered = words, '  time_line: {title: "Course", about: "A", default: always}\n' + words
    text = on_paper(tmp_path, ("boxes:\n", f"{TIME_LINE}boxes:\n"), offered, stage="winter")
    assert "1. Dig 2. Sow a day an hour Soil is turned. Seeds go in." in text


def test_words_of_the_situation_are_explained(tmp_path: Path) -> None:
    text = on_paper(tmp_path, ('term: "Mulch"', 'term: "Roses"'), plants="roses", length="full")
    assert "A cover of bark." in text
