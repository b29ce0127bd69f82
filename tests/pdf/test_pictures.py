"""Composed pages look as WeasyPrint alone draws them, if it breaks them there and has as many lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cryptography.fernet import Fernet
from PIL import ImageChops

from app import create_app
from app.core.answers import Answers
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.sheet import build_sheet
from app.settings import Settings
from app.web.drafts import drafts
from app.web.service import service
from tests.catalogues import REAL_FILE, real
from tests.pdf.pictures import composed_with_places, differing, pictures

if TYPE_CHECKING:
    from flask import Flask

    from app.content.form import Person


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "person" in metafunc.fixturenames:
        usual, *others = real().people
        people = [pytest.param(usual, marks=pytest.mark.slow, id=usual.id)]
        people += [pytest.param(each, marks=pytest.mark.exhaustive, id=each.id) for each in others]
        metafunc.parametrize("person", people)


@pytest.fixture(scope="module")
def site() -> Flask:
    return create_app(Settings((Fernet.generate_key().decode(),), REAL_FILE))


def test_pages_look_as_weasyprint_draws_them(site: Flask, person: Person) -> None:
    with site.test_request_context():
        here = service()
        choices = Choices(parts=tuple(here.catalogue.parts))
        sheet = build_sheet(Answers.of(here.catalogue, person.answers), choices, FreeText())
        pdf, html = composed_with_places(here.renderer, next(iter(drafts(sheet).versions)))
        composed, drawn = map(pictures, (pdf, here.renderer.render(html)))
    assert len(composed) == len(drawn)
    assert not any(differing(*pair) for pair in zip(composed, drawn, strict=True))
    assert differing(composed[0], ImageChops.offset(composed[0], 0, 3))
