"""Every word on a page comes from questions.yaml or through gettext: shown by translating all of gettext."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from cryptography.fernet import Fernet
from flask.testing import FlaskClient
from flask_babel import Domain

from app import create_app
from app.content.texts import texts_of
from app.settings import Settings
from tests.catalogues import JOURNEY_FILE
from tests.web.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content import Catalogue

PAGES = [
    "/", "/?lost=1", "/step/about-you", "/step/health", "/check", "/questions", "/sheet", "/ready",
    "/sheet/page", "/about", "/privacy", "/accessibility", "/clear", "/cleared", "/nowhere",
]  # fmt: skip


class Marks:
    """Translations that put every text in double brackets."""

    @staticmethod
    def ugettext(text: str) -> str:
        return f"⟦{text}⟧"

    @staticmethod
    def ungettext(one: str, many: str, count: int) -> str:
        return f"⟦{one if count == 1 else many}⟧"


@pytest.fixture(scope="module")
def marked() -> Iterator[FlaskClient]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Domain, "get_translations", lambda _domain: Marks())
        app = create_app(Settings((Fernet.generate_key().decode(),), JOURNEY_FILE))
        yield FlaskClient(app, app.response_class)


def stray(page: Page, known: set[str]) -> Iterator[str]:
    """Yield every text that stands outside the brackets and is no text of the catalogue."""
    for element in page.root.iter():
        for text in (element.text, element.tail):
            words = re.sub(r"⟦[^⟧]*⟧", "", " ".join((text or "").split()))
            if re.search(r"[A-Za-z]{2}", words) and not any(
                words in entry or entry in words for entry in known
            ):
                yield words


@pytest.mark.parametrize("path", PAGES)
def test_interface_texts_are_translatable(marked: FlaskClient, catalogue: Catalogue, path: str) -> None:
    known = {text for _, text, _ in texts_of(catalogue.model_dump()) if len(text) > 1}
    known |= {source.title for source in catalogue.sources}
    page = Page(marked.get(path).data, path)
    assert "⟦" in page.text
    assert list(stray(page, known)) == []
