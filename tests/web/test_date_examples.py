"""The examples of a date that a page gives are read as that date, in every language that there is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app import create_app
from app.settings import ROOT, Settings
from app.web.forms.date_order import DATE_NAMES
from tests.web.linter import LintingClient
from tests.web.page import text_of
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from flask import Flask

LANGUAGES = ["en", *sorted(folder.name for folder in (ROOT / "translations").iterdir())]
TWO_EXAMPLES = re.compile(r"(\d+ \d+ \d{4}) \w+ (.*?\d{4})")  # "12 26 2026 or December 26, 2026"


@pytest.fixture(scope="module")
def everywhere(keys: tuple[str, ...]) -> Flask:
    """The app with the content that people read, in languages that are not offered, too."""
    app = create_app(Settings(keys, all_languages=True))
    app.test_client_class = LintingClient
    return app


@pytest.fixture(params=LANGUAGES)
def settings_page(everywhere: Flask, request: pytest.FixtureRequest) -> Visitor:
    client = everywhere.test_client()
    assert isinstance(client, LintingClient)
    visitor = Visitor(client)
    root = "" if request.param == "en" else f"/{request.param}"
    visitor.open(f"{root}/step/about-you")
    visitor.open(f"{root}/sheet")
    assert visitor.page.root.get("lang") == request.param
    return visitor


def boxes(visitor: Visitor) -> list[str]:
    """Return the names of the boxes in their order."""
    return [each.name for each in visitor.form.controls if each.name in DATE_NAMES]


def hint(visitor: Visitor) -> str:
    return next(text_of(each) for each in visitor.page.of_class("hint") if each.get("id") == "day-hint")


def typed(visitor: Visitor, *texts: str) -> dict[str, str]:
    """Type texts into the boxes in their order; return what these hold when the page is opened again."""
    page = visitor.address
    for name, text in zip(boxes(visitor), (*texts, "", "")[: len(DATE_NAMES)], strict=True):
        visitor.write(name, text)
    visitor.press(visitor.form.buttons[0][0])
    assert visitor.status == 200, visitor.page.errors
    visitor.open(page)
    return {name: visitor.form.value(name) for name in DATE_NAMES}


@pytest.mark.parametrize("page", ["/sheet", "/after"])
def test_the_example_fits_the_boxes_in_their_order(settings_page: Visitor, page: str) -> None:
    """Its day is no number of a month, and in any other box an error."""
    settings_page.open(settings_page.address.replace("/sheet", page))
    assert typed(settings_page, *re.findall(r"\d+", hint(settings_page)))["day"] == "26"


@pytest.mark.parametrize("path", ["/sheet", "/after"])
def test_the_examples_of_the_error_are_that_of_the_hint(settings_page: Visitor, path: str) -> None:
    page = settings_page.address.replace("/sheet", path)
    settings_page.open(page)
    numbers = re.findall(r"\d+", hint(settings_page))
    shown = dict(zip(boxes(settings_page), numbers, strict=True))
    settings_page.write("day", "?")
    settings_page.press(settings_page.form.buttons[0][0])
    examples = TWO_EXAMPLES.search(settings_page.page.errors[boxes(settings_page)[0]])
    assert examples
    settings_page.open(page)
    assert examples[1].split() == numbers
    assert typed(settings_page, *numbers) == shown
    assert typed(settings_page, examples[2]) == shown
