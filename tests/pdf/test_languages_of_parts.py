"""A part in another language says so in the structure of the PDF. No validator of ours looks for it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from cryptography.fernet import Fernet

from app import create_app
from app.core.answers import Answers
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.sheet import build_sheet
from app.pdf import Renderer
from app.settings import Settings
from app.web.drafts import drafts
from app.web.languages import apps_of
from app.web.service import service
from tests.web.spanish import with_spanish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DOCUMENT = """<!doctype html><html lang="es"><title>Partes</title><body>
<h1>Uno</h1><p lang="en">Two</p><p>Tres <span lang="fr">quatre</span></p><ul><li lang="en">Five</li></ul>
<table><tr><td lang="en">Six</td></tr></table><div lang="en"><p>Seven</p></div></body></html>"""


def languages(pdf: bytes) -> list[tuple[str, str]]:
    """Return kind and language of each element of the structure that names one, in the order of reading."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return list(_below(opened.Root.StructTreeRoot))


def _below(element: pikepdf.Object) -> Iterator[tuple[str, str]]:
    if "/Lang" in element:
        yield str(element.S).strip("/"), str(element.Lang)
    kids: object = element.get("/K", ())
    for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield from _below(kid)


def test_each_part_has_its_language() -> None:
    pdf = Renderer().render(DOCUMENT)
    found = languages(pdf)
    assert {("P", "en"), ("Span", "fr"), ("LI", "en"), ("TD", "en"), ("Div", "en")} <= set(found)
    assert ("H1", "en") not in found
    assert not {kind for kind, language in found if language == "es"}


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[bytes, str]]:
    """Return the paper of one person in English and in Spanish, which is a draft, each with its markup."""
    questions: Path = with_spanish(tmp_path_factory.mktemp("es"))
    made = []
    for app in apps_of(create_app(Settings((Fernet.generate_key().decode(),), questions))):
        with app.test_request_context():
            answers = Answers.of(service().catalogue, {})
            paper = drafts(build_sheet(answers, Choices(parts=("sources",)), FreeText()))
            first = next(iter(paper.versions))
            made.append((service().renderer.render(first), first))
    return made


def test_a_paper_in_one_language_names_it_once(papers: list[tuple[bytes, str]]) -> None:
    pdf, _markup = papers[0]
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang) == "en"
    assert languages(pdf) == []


def test_a_draft_marks_what_is_not_translated(papers: list[tuple[bytes, str]]) -> None:
    pdf, markup = papers[1]
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang) == "es"
    assert "<h1>Mis preguntas sobre esto</h1>" in markup
    assert markup.count('<span lang="en">') > 20
    # A text may go on over a page, and is then two elements.
    assert len(languages(pdf)) >= markup.count('<span lang="en">')
    assert {language for _kind, language in languages(pdf)} == {"en"}


def test_titles_and_publishers_are_in_the_language_of_their_pages(papers: list[tuple[bytes, str]]) -> None:
    """They are names of pages and of who made them: no translation has them."""
    sources = papers[1][1].partition('class="sources"')[2].partition("</ul>")[0]
    assert 0 < sources.count("<li>") == sources.count('<li><span lang="en">')
    assert sources.count('<span lang="en">') == 2 * sources.count("<li>")
