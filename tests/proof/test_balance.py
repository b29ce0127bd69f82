"""The texts favor no treatment and promise nothing. What needs a second look stands in the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.core.answers import Answers
from app.core.ranking import select
from tests.catalogues import ALL, real
from tests.pdf.conftest import poppler
from tests.proof.gets import longest
from tests.proof.wording import DOSE, MEDICINE, VERDICT, sentences
from tests.web.linter import LintingClient
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    import re

    from flask import Flask

WEIGHED = {"side_effects", "goals", "cost", "trust"}  # topics that nobody who decides goes without


def test_no_text_says_for_whom_a_treatment_is() -> None:
    assert [text for _, text in sentences() if VERDICT.search(text) and "?" not in text] == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (DOSE, "about 2 mg a day"),
        (DOSE, "10 cells for each kilogram"),
        (DOSE, "a million /kg"),
        (VERDICT, "You may be a good candidate."),
        (VERDICT, "They are not eligible."),
        (MEDICINE, "Stop your steroid."),
        (MEDICINE, "Do not take aspirin."),
        (MEDICINE, "Then you should skip a day."),
    ],
)
def test_what_must_not_be_said_would_be_found(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)


def test_no_text_gives_a_dose_or_a_percentage() -> None:
    found = [text for _, text in sentences() if DOSE.search(text) or "%" in text or "percent" in text.lower()]
    assert found == []


@pytest.mark.parametrize("stage", ["exploring", "deciding", "preparing", "not_sure"])
def test_every_treatment_is_weighed(stage: str) -> None:
    """Harm, benefit and other choices, cost and what is not known, whichever treatment it is."""
    for therapy in real().field["therapy"].options:
        said = {**ALL, "therapy": (therapy,), "stage": (stage,)}
        assert {chosen.question.topic for chosen in select(Answers.of(real(), said))} >= WEIGHED


@pytest.mark.parametrize("setting", ["private_clinic", "abroad"])
def test_a_private_clinic_brings_trust_questions(setting: str) -> None:
    for length in real().ranking.lengths:
        said = {"setting": (setting,), "length": (length,)}
        assert "trust" in {chosen.question.topic for chosen in select(Answers.of(real(), said))}


def test_no_page_links_to_a_hidden_address(real_app: Flask) -> None:
    client = real_app.test_client()
    assert isinstance(client, LintingClient)
    visitor = Visitor(client)
    visitor.walk({name: ticks for name, ticks in longest().items() if ticks != ("not_cancer",)})
    shown = {
        address for source in real().sources if source.show_link for address in (source.address, *source.also)
    }
    hidden = {
        address
        for source in real().sources
        if not source.show_link
        for address in (source.address, *source.also)
        if address and address not in shown
    }
    assert hidden
    pages = ("/", "/about", "/privacy", "/accessibility", "/check", "/questions", "/sheet", "/ready")
    for page in (*pages, "/sheet/page", "/sheet/message", "/sheet.txt"):
        response = client.get(page)
        assert response.status_code == 200
        assert [address for address in hidden if address in response.get_data(as_text=True)] == []
    links = poppler("pdfinfo", client.get("/sheet.pdf").data, "-url").decode()
    assert "https://" in links
    assert [address for address in hidden if address in links] == []
