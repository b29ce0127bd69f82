"""Several languages on one site: a journey in Spanish, by a translation that is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.web.languages import apps_of
from app.web.warm import warm
from tests.catalogues import SAYS_EVERYTHING
from tests.conftest import serving
from tests.web.linter import LintingClient
from tests.web.sheets import listed
from tests.web.spanish import with_spanish
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

SITES = ("", "/care", "/questions")


@pytest.fixture(scope="module", params=SITES)
def site(
    request: pytest.FixtureRequest, keys: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Flask, str]:
    """Return an app in two languages, at the root of a host and below a path of it, with that path."""
    return serving(with_spanish(tmp_path_factory.mktemp("es")), keys, request.param), request.param


@pytest.fixture
def reader(site: tuple[Flask, str]) -> Visitor:
    """Somebody who begins in Spanish."""
    app, root = site
    client = app.test_client()
    assert isinstance(client, LintingClient)
    client.root = root
    visitor = Visitor(client)
    visitor.open(f"{root}/es/")
    return visitor


def test_the_whole_journey_is_in_spanish(reader: Visitor) -> None:
    root = reader.client.root
    assert reader.page.heading == "Preguntas para su consulta"
    reader.go("Empezar")
    while "Continuar" in {text for text, _name, _value in reader.form.buttons}:
        for name in {control.name for control in reader.form.controls} & SAYS_EVERYTHING.keys():
            reader.tick(name, *SAYS_EVERYTHING[name])
        reader.press("Continuar")
        assert reader.address.startswith(f"{root}/es/")
    reader.go("Ver mis preguntas")
    reader.write("own-1", "¿Hay un jardín?")
    reader.press("Actualizar mi lista")
    assert listed(reader.page)["own-1"].text == "¿Hay un jardín?"
    reader.press("Hacer mi hoja")
    reader.write("month", "noviembre")
    reader.write("day", "30")
    reader.write("year", "2026")
    reader.press("Continuar")
    assert reader.page.heading == "Su hoja está lista"
    reader.go("Read or print it as a web page")
    assert reader.page.root.get("lang") == "es"
    assert "Mis preguntas sobre esto" in reader.page.text
    assert "lunes, 30 de noviembre de 2026" in reader.page.text
    reader.go("Volver")
    reader.go("Borrar mis respuestas")
    reader.press("Borrar mis respuestas")
    assert reader.page.heading == "No hay respuestas en este navegador"


def test_answers_are_the_same_in_both_languages(reader: Visitor) -> None:
    root = reader.client.root
    reader.open(f"{root}/es/step/health")
    reader.tick("conditions", "heart")
    reader.press("Continuar")
    assert "heart" in reader.open(f"{root}/step/health").form().ticked("conditions")
    reader.untick("conditions", "heart")
    reader.tick("conditions", "kidney")
    reader.press("Continue")
    assert reader.open(f"{root}/es/step/health").form().ticked("conditions") == ["kidney"]


def test_both_languages_have_one_set_of_cookies_for_the_whole_host(reader: Visitor) -> None:
    sent = reader.client.get(f"{reader.client.root}/es/questions").headers.getlist("Set-Cookie")
    assert sent
    assert all("; Path=/;" in cookie or cookie.endswith("Path=/") for cookie in sent)
    assert not reader.client.get(f"{reader.client.root}/questions").headers.getlist("Set-Cookie")


def test_clearing_in_one_language_clears_the_other(reader: Visitor) -> None:
    root = reader.client.root
    reader.open(f"{root}/questions")
    reader.open(f"{root}/es/clear")
    reader.press("Borrar mis respuestas")
    assert reader.open(f"{root}/check").heading == "Questions for your visit"
    assert "no-answers" in reader.page.by_id


def test_files_of_all_languages_are_fetched_once(reader: Visitor) -> None:
    client, root = reader.client, reader.client.root

    def files(path: str) -> set[str]:
        client.get(path)
        found = [each.get("href") or each.get("src") or "" for each in client.page.all("link", "img")]
        return {address for address in found if "/static/" in address}

    assert files(f"{root}/es/") == files(f"{root}/")
    for file in files(f"{root}/es/"):
        assert file.startswith(f"{root}/static/")
        assert client.get(file).headers["Cache-Control"].endswith("immutable")


def test_a_page_that_is_not_there_says_so_in_its_language(reader: Visitor) -> None:
    client, root = reader.client, reader.client.root
    assert client.get(f"{root}/es/nowhere").status_code == 404
    assert client.page.heading == "Esta página no está aquí"
    assert client.get(f"{root}/estimate").status_code == 404
    assert client.page.heading == "This page is not here"


def test_a_mistyped_address_leads_on_in_its_language(reader: Visitor) -> None:
    root = reader.client.root
    assert reader.client.get(f"{root}/es/privacy.").location == f"{root}/es/privacy"
    assert reader.client.get(f"{root}/es").status_code == 200


def test_every_language_is_made_ready_at_start(site: tuple[Flask, str]) -> None:
    app, _root = site
    warm(app)
    first, spanish = (each.extensions["question-sheet"] for each in apps_of(app))
    assert first.blank_pdfs.keys() == spanish.blank_pdfs.keys()
    assert first.blank_pdfs != spanish.blank_pdfs
    assert first.renderer is spanish.renderer
    assert first.slots is spanish.slots


def test_the_path_of_a_language_cannot_be_the_path_of_the_site(keys: tuple[str, ...], tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="PREFIX=/es is the path of a language"):
        serving(with_spanish(tmp_path), keys, "/es")
