"""The program knows no treatment: with another content file it is another tool, up to the PDF."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import page
import pytest
from cryptography.fernet import Fernet

from app import create_app
from app.content.load import load
from app.settings import ROOT, Settings
from tests.pdf.conftest import pages
from tests.web.linter import LintingClient
from tests.web.page import text_of
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from pathlib import Path

ANOTHER = ROOT / "docs" / "another-treatment.yaml"
LANTERNS = load(ANOTHER).catalogue
OUR_WORDS = """
abecma, accreditation, allogeneic, antibodies, antigen, apheresis, aucatzyl, autologous, b-cell aplasia,
bispecific antibody, boxed warning, breyanzi, bridging treatment, cancer, car nk-cell therapy, car t-cell
therapy, care partner, carvykti, cell, cell collection, cells, checkpoint drug, chemo, chemotherapy, crs,
cytokine release syndrome, enterocolitis, ethics board, fda approved, graft-versus-host disease, gut
inflammation, gvhd, hla type, hlh-like reaction, icans, ice check, icu, iec-hs, immunoglobulin,
immunotherapy, informed consent, infusion, intensive care unit, irb, kymriah, leukemia, low blood counts,
lymphodepletion, lymphoma, myeloma, natural killer cell, nct number, neurotoxicity, nk, nk cell,
off-the-shelf, oncologist, oncology, palliative care, parkinson-like problems, persistence, prep chemo,
relapse, remission, response rate, second cancer, steroids, t cell, t-cell, tecartus, tocilizumab,
transplant, trial phase, tumor, yescarta
"""
PROGRAM = [
    *(ROOT / "app").rglob("*.py"),
    *(ROOT / "templates").rglob("*.*"),
    *(ROOT / "static").glob("*.css"),
]


WORDS = [" ".join(word.split()) for word in OUR_WORDS.split(",")]
EACH = "|".join(map(re.escape, sorted(WORDS, key=len, reverse=True)))
SUBJECT = re.compile(rf"(?<![\w-])({EACH})(?![\w-])")


@pytest.mark.parametrize("file", PROGRAM, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_word_of_our_subject_is_in_the_program(file: Path) -> None:
    text = file.read_text(encoding="utf-8").lower()
    of_tables = {"cell", "cells"} if "matrix" in text or file.stem == "matrix" else set()
    assert set(SUBJECT.findall(text)) - of_tables == set()


def test_the_search_for_such_words_finds_them() -> None:
    assert SUBJECT.findall("is crs with yescarta, or lymphoma, likely? scars and cellar are none") == [
        "crs", "yescarta", "lymphoma",
    ]  # fmt: skip


@pytest.fixture
def client() -> LintingClient:
    app = create_app(Settings((Fernet.generate_key().decode(),), ANOTHER))
    app.test_client_class = LintingClient
    client = app.test_client()
    assert isinstance(client, LintingClient)
    return client


STEPS = [f"/step/{step.id}" for step in LANTERNS.steps]
PAGES = [
    "/", "/about", "/privacy", "/accessibility", "/check", "/questions", "/sheet", "/ready", "/sheet/page",
    "/sheet/message", "/blank", "/clear", "/cleared", "/nowhere", *STEPS,
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_other_catalogue_pages_omit_our_subject(client: LintingClient, path: str) -> None:
    client.get(path)
    shown = text_of(client.page.all("body")[0])
    assert SUBJECT.findall(shown.lower()) == []


@pytest.mark.parametrize("length", ["short", "medium", "full"])
def test_other_catalogue_journey_to_pdf(client: LintingClient, length: str) -> None:
    visitor = Visitor(client)
    visitor.open("/")
    assert visitor.page.heading == "Questions about lantern therapy"
    visitor.go("Start")
    for step in LANTERNS.steps:
        assert visitor.page.heading == step.title
        answers = {"lantern": ["blue"], "worries": ["cost"], "length": [length]}
        for field in step.fields:
            visitor.tick(field.id, *answers.get(field.id, ()))
        visitor.press("Continue")
    visitor.go("See my questions")
    visitor.press("Make my sheet")
    visitor.press("Continue")
    assert visitor.page.heading == "Your sheet is ready"
    pdf = client.get("/sheet.pdf").data
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    text = " ".join(pages(pdf))
    assert "How likely is glare with this lantern?" in text
    assert SUBJECT.findall(text.lower()) == []


def test_it_has_a_rule_of_every_kind() -> None:
    """So that it is a good beginning for somebody's own."""
    questions = LANTERNS.questions
    assert any(question.lift for question in questions)
    assert any(question.sensitive for question in questions)
    assert any(not any(each.ask.patient for each in question.wordings) for question in questions)
    assert any(len(question.wordings) > 1 for question in questions)
    assert any(question.not_asked for question in questions)
    assert any(
        len(question.when.clauses) == 1 and not question.when.is_for_everyone for question in questions
    )
    assert all(ranking.kept for ranking in LANTERNS.ranking.stages.values())
    assert LANTERNS.head
    assert LANTERNS.look_again
    assert LANTERNS.not_covered
    assert LANTERNS.people
