"""Sheets to lay out before anyone asks for one: those of people who are alike in as little as possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.form import LENGTH
from app.core.answers import Answers
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.sheet import build_sheet
from app.web.drafts import drafts
from app.web.languages import apps_of
from app.web.second_language import second_catalogue
from app.web.service import service

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from app.content import Catalogue

PEOPLE = 2_000  # most people who answer at random then need no block that none of them has
LENGTHS = ("medium", "short", "medium", "full")
TYPED = FreeText(own=("?",))  # so that what stands around an own question is laid out, too


def sheets_ahead(app: Flask) -> Iterator[str]:
    """Yield the paper of PEOPLE in each language."""
    for number in range(PEOPLE):
        for each in apps_of(app):
            with each.test_request_context():
                yield _paper(Answers.of(service().catalogue, _said(service().catalogue, number)))


def _paper(answers: Answers) -> str:
    sheet = build_sheet(answers, Choices(), TYPED, second_catalogue(answers, Choices()))
    return next(iter(drafts(sheet).versions))


def _said(catalogue: Catalogue, number: int) -> dict[str, tuple[str, ...]]:
    """Return an answer to each field, with another step from person to person for each of them."""
    said: dict[str, tuple[str, ...]] = {}
    for place, field in enumerate(catalogue.field.values()):
        options = tuple(field.options)
        said[field.id] = (options[(number * (2 * place + 1) + number // len(options)) % len(options)],)
    return {**said, LENGTH: (LENGTHS[number % len(LENGTHS)],)}
