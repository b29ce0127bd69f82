"""No text of a page or of the paper escapes translation: with all in marks, nothing stands outside them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from babel import Locale

from app.cli.interface_texts import interface_texts
from app.content import yaml_file
from app.content.translation.template import template
from app.settings import STATIC
from tests.catalogues import JOURNEY_FILE
from tests.conftest import serving
from tests.oracles.states import ODD, TOO_LONG, every_page
from tests.web.page import Page
from tests.web.spanish import LANGUAGES, in_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from flask import Flask

    from app.content.translation.entry import Entry

MARKED = re.compile(r"«[^«»]*»")
READ = ("alt", "aria-label", "placeholder", "title")
PAGE_NUMBERS = ("data-before-page", "data-between-pages", "data-after-page")  # one text, in three parts
TYPED = ("Can I bring my dog <Rex> & his “ball”?", "Dr. <Example> & co", TOO_LONG, ODD)
NAMES = {"nobody", "at", "all", "long"}  # of publishers of the catalogue, and what of TOO_LONG is shown
MONTHS = {name.lower() for name in Locale("es").months["format"]["wide"].values()}
KNOWN = {"Up to date": "Al día", "Error:": "Error:"}  # what the linter looks for in titles
# In titles, in dates, names of languages, degrees.
OTHERS = {"al", "día", "error", "de", "español", "inglés", "c", "f"}


def marked(entry: Entry) -> Entry:
    if known := KNOWN.get(entry.original[0]):
        return replace(entry, texts=(known,))
    return replace(entry, texts=tuple(f"«{text}»" for text in entry.original))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, keys: tuple[str, ...]) -> Flask:
    """The catalogue of journeys with a language in which each text stands in marks."""
    folder: Path = tmp_path_factory.mktemp("marked")
    text = JOURNEY_FILE.read_text("utf-8") + LANGUAGES % "draft: true"
    questions = in_folder(folder, text)
    content = template(yaml_file.plain(yaml_file.read(questions).tree))
    in_folder(folder, text, map(marked, content), map(marked, interface_texts(2)))
    return serving(questions, keys)


def unmarked(text: str) -> set[str]:
    """Return the words outside of marks."""
    while found := MARKED.sub(" ", text):
        if found == text:
            break
        text = found
    text = re.sub(r"https?://\S+", " ", text)
    words = {word.lower() for word in re.findall(r"[^\W\d_]+", text)}
    return words - MONTHS - OTHERS - NAMES


def read(element: Element) -> Iterator[str]:
    """Yield what is seen or heard of an element, but for parts in another language."""
    if element.tag in {"textarea", "style"}:
        return
    yield element.text or ""
    for child in element:
        if child.get("lang") in {None, "es"}:
            yield from read(child)
        yield child.tail or ""


def test_no_text_of_a_page_escapes(site: Flask) -> None:
    found = {}
    for name, html in every_page(site, "/es").items():
        page = Page(html)
        texts = "".join(read(page.root))
        for typed in TYPED:
            texts = texts.replace(" ".join(typed.split()), " ").replace(typed, " ")
        numbered = "".join(page.all("body")[0].get(key) or "" for key in PAGE_NUMBERS)
        heard = [
            each.get(key) or ""
            for each in page.root.iter()
            for key in READ
            if each.get("lang") in {None, "es"}
        ]
        if words := set.union(unmarked(texts), *map(unmarked, (numbered, *heard))):
            found[name] = words
    assert not found


@pytest.mark.parametrize("file", sorted(STATIC.glob("*.css")), ids=lambda file: file.name)
def test_no_stylesheet_has_words_of_its_own(file: Path) -> None:
    """CSS cannot be translated: what it prints comes from attributes of the page."""
    contents = re.findall(r"content:\s*([^;}]+)", file.read_text("utf-8"))
    quoted = [text for content in contents for text in re.findall(r"\"([^\"]*)\"", content)]
    assert not [text for text in quoted if re.search(r"[^\W\d_]", text.replace("#end", ""))]
