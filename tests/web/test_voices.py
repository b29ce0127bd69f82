"""The pages speak to whoever fills them in: patient, caregiver or parent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.content.form import ROLES
from app.core.answers import Answers
from app.core.selection import wording_of
from tests.catalogues import real
from tests.web.linter import LintingClient
from tests.web.page import text_of
from tests.web.sheets import listed
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from flask import Flask

    from app.content import Voice, Wording
    from tests.web.page import Page

VOICE: dict[str, Voice] = {"patient": "patient", "caregiver": "caregiver", "parent": "caregiver"}
FULL = {"length": ("full",), "show_sensitive": ("yes",)}


def details_of(page: Page, name: str) -> dict[str, list[str]]:
    """Return what folds out behind a question: texts by heading, or by what folds them out once more."""
    found: dict[str, list[str]] = {}
    for element in page.within(page.by_id[f"q-{name}"], "h3", "summary", "li", "p"):
        if element.tag in {"h3", "summary"}:
            found[text_of(element).partition(" (")[0]] = []
        elif found:
            found[list(found)[-1]].append(text_of(element))
    return found


def wordings(role: str, stage: str) -> dict[str, Wording]:
    answers = Answers.of(real(), {"role": (role,), "stage": (stage,), **FULL})
    return {q.id: wording for q in real().questions if (wording := wording_of(answers, q))}


@pytest.fixture(params=ROLES)
def role(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["deciding", "first_month", "came_back"])
def stage(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def reader(real_app: Flask, role: str, stage: str) -> Visitor:
    """Somebody with this role at this stage, who wants all questions."""
    client = real_app.test_client()
    assert isinstance(client, LintingClient)
    visitor = Visitor(client)
    for name, options in {"role": (role,), "stage": (stage,)}.items():
        visitor.answer(real().step_of[name].id, **{name: options})
    visitor.answer(real().step_of["length"].id, **FULL)
    return visitor


def test_page_asks_hints_and_explains_in_the_voice(reader: Visitor, role: str, stage: str) -> None:
    page, voice = reader.open("/questions"), VOICE[role]
    asked = wordings(role, stage)
    assert listed(page)
    for name, item in listed(page).items():
        wording, shown = asked[name], details_of(page, name)
        assert item.text == wording.ask.of(voice)
        assert shown["A good answer covers"] == list(wording.hints.of(voice))
        assert shown["Why it matters"] == [real().question[name].why_of(wording)]
        assert len(shown.get("Sources", ())) == len(real().question[name].sources_of(wording))


def test_paper_hints_in_the_voice(reader: Visitor, role: str, stage: str) -> None:
    text = " ".join(reader.client.get("/sheet.txt").text.split())
    for name in listed(reader.open("/questions")):
        hints = wordings(role, stage)[name].hints
        assert all(hint in text for hint in hints.of(VOICE[role]))


def test_parents_and_caregivers_have_words_of_their_own() -> None:
    """So that the tests above can tell the voices apart."""
    mine, theirs = (wordings(role, "deciding") for role in ("patient", "caregiver"))
    both = mine.keys() & theirs.keys()
    assert any(mine[name].hints.patient != theirs[name].hints.caregiver for name in both)
    parents = wordings("parent", "deciding")
    assert any(parents[name] != theirs[name] for name in parents.keys() & theirs.keys())
