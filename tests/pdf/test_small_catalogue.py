"""What a clinic's own file changes on paper, shown with the small catalogue."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from cryptography.fernet import Fernet
from flask_babel import Domain, gettext

from app import create_app
from app.cli.review import pack_html
from app.pdf import Renderer
from app.review import CatalogueVersion, build_pack
from app.settings import ROOT, Settings
from app.web.service import service
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
    monkeypatch.setattr(Domain, "get_translations", lambda _domain: Spanish())
    found = pages(app_with(tmp_path, SMALL).test_client().get("/blank.pdf").data)
    for number, page in enumerate(found, 1):
        assert f"{number} de {len(found)}" in page
        assert f"{number} of {len(found)}" not in page


def test_page_numbers_of_the_pack_speak_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Domain, "get_translations", lambda _domain: Spanish())
    app = app_with(tmp_path, SMALL)
    with app.test_request_context():
        version = CatalogueVersion(service().catalogue, "0123456789abcdef")
        html = pack_html(build_pack(version, dt.date(2026, 11, 25), gettext), "letter")
    found = pages(Renderer("review.css").render(html))
    assert len(found) > 1
    for number, page in enumerate(found, 1):
        assert f"{number} de {len(found)}" in page
