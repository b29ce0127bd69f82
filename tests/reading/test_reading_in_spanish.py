"""The Spanish words are plain: sixth grade for what is asked, eighth for the reasons (Fernández-Huerta)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.content.checks.reading_ease import MIN_EASE_OF_QUESTIONS, MIN_EASE_OF_REASON
from app.content.form import LENGTH
from app.content.huerta import ease
from app.content.load import load
from app.content.terms import with_short_terms
from app.core.answers import Answers
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.sheet import build_sheet
from tests.catalogues import REAL_FILE

if TYPE_CHECKING:
    from app.content import Catalogue, Question

LENGTHS = ("short", "medium", "full")


@pytest.fixture(scope="module")
def spanish() -> Catalogue:
    return load(REAL_FILE).translations["es"].catalogue


def read(catalogue: Catalogue, question: Question, text: str) -> str:
    """Return a text as it is measured: a term that its question explains counts as short."""
    terms = [catalogue.word[name].term for name in question.words]
    return with_short_terms(text, terms, "es")


@pytest.mark.parametrize("length", LENGTHS)
def test_each_printed_list_is_plain(spanish: Catalogue, length: str) -> None:
    found = {}
    for person in spanish.people:
        said = Answers.of(spanish, {**person.answers, LENGTH: (length,)})
        printed = build_sheet(said, Choices(), FreeText()).printed
        asked = [read(spanish, item.question, item.text) for item in printed if item.question]
        found[person.id] = ease(" ".join(asked))
    assert found
    assert not {name: points for name, points in found.items() if points < MIN_EASE_OF_QUESTIONS}


def test_each_reason_is_plain(spanish: Catalogue) -> None:
    reasons = {
        f"{question.id}, wording {number}": ease(read(spanish, question, question.why_of(wording)))
        for question in spanish.questions
        for number, wording in enumerate(question.wordings, 1)
    }
    assert not {name: points for name, points in reasons.items() if points < MIN_EASE_OF_REASON}
