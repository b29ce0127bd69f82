"""Every word on a page comes from questions.yaml or through gettext: shown by translating all of gettext."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from cryptography.fernet import Fernet
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from app import create_app
from app.content.texts import texts_of
from app.settings import Settings
from app.web.interface import InMemory
from tests.catalogues import JOURNEY_FILE
from tests.web.jar import ANSWERED, Jar
from tests.web.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from app.content import Catalogue

PAGES = [
    "/", "/step/about-you", "/step/health", "/check", "/questions", "/questions/more",
    "/questions/order", "/sheet", "/ready", "/sheet/page", "/sheet/message", "/blank", "/about", "/privacy",
    "/accessibility", "/clear", "/cleared", "/nowhere",
]  # fmt: skip


KEY = Fernet.generate_key().decode()


class Marks:
    """Translations that put every text in double brackets."""

    @staticmethod
    def ugettext(text: str) -> str:
        return f"⟦{text}⟧"

    @staticmethod
    def ungettext(one: str, many: str, count: int) -> str:
        return f"⟦{one if count == 1 else many}⟧"


@pytest.fixture(scope="module")
def marked_app() -> Iterator[Flask]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(InMemory, "get_translations", lambda _domain: Marks())
        yield create_app(Settings((KEY,), JOURNEY_FILE))


@pytest.fixture
def marked(marked_app: Flask) -> FlaskClient:
    return FlaskClient(marked_app, marked_app.response_class)


def outside_marks(text: str) -> str:
    """Return what stands outside all brackets; a text may be a part of another one."""
    while (inner := re.sub(r"⟦[^⟦⟧]*⟧", "", text)) != text:
        text = inner
    return text


def stray(page: Page, known: set[str]) -> Iterator[str]:
    """Yield every text that stands outside the brackets and is no text of the catalogue."""
    for element in page.root.iter():
        for text in (element.text, element.tail):
            words = outside_marks(" ".join((text or "").split()))
            if re.search(r"[A-Za-z]{2}", words) and not any(
                words in entry or entry in words for entry in known
            ):
                yield words


# Answers that bring notes, and the page for those for whom there is no sheet.
NOTED = (
    ("/check", {"product": "Yescarta", "cell_source": "donor"}),
    ("/questions",
     {"stage": "recovering", "worries": ["crs", "long_term", "caregiver_load", "work_driving", "dying"]}),
    ("/not-covered", {"diagnosis": "not_cancer"}),
)  # fmt: skip


@pytest.mark.parametrize(("path", "answers"), NOTED, ids=[path for path, _answers in NOTED])
def test_texts_that_answers_bring_are_translatable(
    marked: FlaskClient, catalogue: Catalogue, path: str, answers: dict[str, str | list[str]]
) -> None:
    for name, said in answers.items():
        address = f"/step/{catalogue.step_of[name].id}"
        sent = {"csrf_token": Page(marked.get(address).data).token, name: said}
        marked.post(address, data=MultiDict({**kept(marked, address), **sent}))
    page = Page(marked.get(path).data, path)
    assert page.all("h1")
    assert list(stray(page, known_texts(catalogue))) == []


def kept(client: FlaskClient, address: str) -> dict[str, list[str]]:
    """Return what is ticked on a step."""
    form = Page(client.get(address).data, address).form()
    return {control.name: form.ticked(control.name) for control in form.controls if control.is_ticked}


def known_texts(catalogue: Catalogue) -> set[str]:
    known = {text for _, text, _ in texts_of(catalogue.model_dump()) if len(text) > 1}
    return known | {source.title for source in catalogue.sources}


@pytest.mark.parametrize("path", PAGES)
def test_interface_texts_are_translatable(marked: FlaskClient, catalogue: Catalogue, path: str) -> None:
    marked.get("/step/about-you")
    page = Page(marked.get(path).data, path)
    assert "⟦" in page.text
    assert list(stray(page, known_texts(catalogue))) == []


@pytest.mark.parametrize("cookie", [None, "cut"], ids=["no-cookies", "lost"])
def test_notices_of_the_start_page_are_translatable(
    marked: FlaskClient, catalogue: Catalogue, cookie: str | None
) -> None:
    if cookie:
        Jar(marked, KEY).put(ANSWERED, cookie)
    page = Page(marked.get("/").data)
    assert page.of_class("note")[0].get("id") == ("lost" if cookie else "no-answers")
    assert list(stray(page, known_texts(catalogue))) == []
