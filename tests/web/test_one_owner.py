"""A request makes its answers once, and no template gets the service with its keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from flask import template_rendered

from app.core.answers import Answers
from app.settings import TEMPLATES
from app.web.service import Service
from app.web.session_cookies import CookieSessions
from app.web.session_data import Session

if TYPE_CHECKING:
    from flask import Flask

    from app.content import Catalogue
    from app.core.answers import OptionsByField
    from tests.web.linter import LintingClient
    from tests.web.visitor import Visitor

WITH_ANSWERS = (
    "/check", "/questions", "/questions/more", "/questions/order", "/sheet", "/ready", "/sheet/page",
    "/sheet/message", "/sheet.txt", "/sheet.pdf",
)  # fmt: skip
PAGES = ("/", "/about", "/blank", "/clear", *WITH_ANSWERS)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[OptionsByField]:
    """What answers were made of, in order."""
    given: list[OptionsByField] = []
    original = Answers.of.__func__  # type: ignore[attr-defined]

    def counted(cls: type[Answers], catalogue: object, answers: OptionsByField) -> Answers:
        given.append(answers)
        made: Answers = original(cls, catalogue, answers)
        return made

    monkeypatch.setattr(Answers, "of", classmethod(counted))
    return given


@pytest.mark.parametrize("path", WITH_ANSWERS)
def test_answers_are_made_once_a_request(
    client: LintingClient, made: list[OptionsByField], path: str
) -> None:
    client.get("/step/about-you")
    made.clear()
    client.get(path)
    first, *others = made
    # The full list is counted for its button, and worded for what may be added.
    assert first == {}
    assert all(given == {"length": ("full",)} for given in others)


def test_changed_answers_are_made_again(
    visitor: Visitor, made: list[OptionsByField], catalogue: Catalogue
) -> None:
    first = catalogue.steps[0]
    field = first.fields[0]
    visitor.open(f"/step/{first.id}")
    made.clear()
    visitor.tick(field.id, next(iter(field.options)))
    visitor.press("Continue")
    before, after, followed = made
    assert field.id not in before
    assert field.id in after
    assert followed == after


def test_no_template_is_handed_the_service(app: Flask, client: LintingClient) -> None:
    seen: list[object] = []

    def check(_app: Flask, context: dict[str, object], **_extra: object) -> None:
        kept_away = (Service, CookieSessions, Session)
        seen.extend(value for value in context.values() if isinstance(value, kept_away))

    with template_rendered.connected_to(check, app):
        for path in PAGES:
            client.get(path)
    assert seen == []
    assert not any(isinstance(value, Service) for value in app.jinja_env.globals.values())


def test_no_template_names_the_service() -> None:
    texts = {file: file.read_text(encoding="utf-8") for file in TEMPLATES.rglob("*.*")}
    assert [file for file, text in texts.items() if re.search(r"\bservice\s*[(.]", text)] == []
