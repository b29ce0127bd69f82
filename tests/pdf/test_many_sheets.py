"""Sheets of all kinds, of the real catalogue and of a host: valid, with WeasyPrint's words, the same bytes.

`make prove` runs all batches; veraPDF takes part where it is installed.
"""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
from contextlib import nullcontext
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import page
import pytest
from cryptography.fernet import Fernet

from app import create_app
from app.pdf import Renderer
from app.pdf.shared_styles import SharedStyles
from app.settings import ROOT, Settings
from app.web.service import service
from tests.catalogues import REAL_FILE
from tests.clinic.conftest import CLINIC, picture, with_clinic
from tests.pdf.any_sheet import Paper, papers
from tests.pdf.conftest import pages
from tests.pdf.oracle import alone, heads, tags, words
from tests.pdf.test_wide_languages import translate

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

SHEETS, FEW = 10, 3  # in a batch, and in the one of the usual tests
BATCHES = [pytest.param(0, marks=pytest.mark.slow)]
BATCHES += [pytest.param(seed, marks=pytest.mark.exhaustive) for seed in range(1, 25)]
OWN = range(20, 25)  # batches of a host with a logo and a language in the wide font
PROFILES = {"ua1": page.ValidationProfile.PDF_UA_1, "3a": page.ValidationProfile.PDF_A_3A}
VERAPDF = shutil.which("verapdf")
ELSEWHERE = """
import pickle, sys
from hashlib import sha256
from app.pdf import Renderer
logo, papers = pickle.load(sys.stdin.buffer)
renderer = Renderer(logo=logo)
for paper in papers:
    print(sha256(paper.printed(renderer)[0]).hexdigest())
"""


@dataclass(frozen=True)
class Printed:
    paper: Paper
    pdf: bytes
    html: str


@dataclass(frozen=True)
class Batch:
    """Sheets that one renderer printed one after the other."""

    logo: bytes | None
    renderer: Renderer
    sheets: tuple[Printed, ...]


@pytest.fixture(scope="module")
def site() -> Flask:
    return create_app(Settings((Fernet.generate_key().decode(),), REAL_FILE))


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """A host with a logo, phones and a draft in Vietnamese, which is in the wide font."""
    questions = tmp_path_factory.mktemp("own") / "our-questions.yaml"
    questions.write_text(with_clinic(CLINIC), encoding="utf-8")
    questions.with_name("logo.png").write_bytes(picture())
    translate(questions, "vi")
    return create_app(Settings((Fernet.generate_key().decode(),), questions))


@pytest.fixture(scope="module", params=BATCHES)
def batch(request: pytest.FixtureRequest) -> Batch:
    seed: int = request.param
    app = request.getfixturevalue("own_site" if seed in OWN else "site")
    with app.app_context():
        logo = service().loaded.logo
    renderer = Renderer(logo=logo)
    sheets = (
        Printed(paper, *paper.printed(renderer)) for paper in papers(app, SHEETS if seed else FEW, seed)
    )
    return Batch(logo, renderer, tuple(sheets))


@pytest.mark.parametrize("profile", PROFILES)
def test_each_is_valid(batch: Batch, profile: str) -> None:
    for sheet in batch.sheets:
        report = page.validate_pdf_bytes(sheet.pdf, profile=PROFILES[profile])
        failures = [(failure.rule_id, failure.message) for failure in report.failures]
        assert failures == [], sheet.paper.kind


@pytest.mark.skipif(not VERAPDF, reason="veraPDF is not installed")
@pytest.mark.parametrize("profile", PROFILES)
def test_each_is_valid_for_verapdf(batch: Batch, profile: str, tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.pdf" for number in range(len(batch.sheets))]
    for file, sheet in zip(files, batch.sheets, strict=True):
        file.write_bytes(sheet.pdf)
    command = ["verapdf", "--flavour", profile, "--format", "text", *map(str, files)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()
    passed = [line for line in said if line.startswith("PASS")]
    assert len(passed) == len(files), said


def test_each_says_what_weasyprint_alone_does(batch: Batch) -> None:
    """Heads of a table stand on each of its pages; what WeasyPrint breaks, it tags more than once."""
    for sheet in batch.sheets:
        oracle = alone(sheet.html, batch.renderer)
        more, fewer = (words(each, sheet.html) for each in (sheet.pdf, oracle))
        assert set((more - fewer) + (fewer - more)) <= set(heads(sheet.html)), sheet.paper.kind
        fields = {"Form"} if sheet.paper.to_fill_in else set()
        assert set(tags(sheet.pdf) - tags(oracle)) <= fields, sheet.paper.kind
        assert set(tags(oracle) - tags(sheet.pdf)) <= {"LI", "LBody", "H2"}, sheet.paper.kind
        assert len(pages(sheet.pdf)) <= len(pages(oracle)) + ("sources" in sheet.html), sheet.paper.kind


def test_bytes_are_equal_warm_cold_and_in_another_order(batch: Batch) -> None:
    late = Renderer(logo=batch.logo)
    for sheet in reversed(batch.sheets):
        cold = Renderer(logo=batch.logo)
        for renderer in (batch.renderer, late, cold):
            assert sheet.paper.printed(renderer) == (sheet.pdf, sheet.html), sheet.paper.kind


def test_bytes_are_equal_without_shared_styles(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SharedStyles, "used", lambda _self: nullcontext())
    renderer = Renderer(logo=batch.logo)
    for sheet in batch.sheets:
        assert sheet.paper.printed(renderer)[0] == sheet.pdf, sheet.paper.kind


def test_bytes_are_equal_in_another_process(batch: Batch) -> None:
    order = batch.sheets[::-2] + batch.sheets[::2]
    sent = pickle.dumps((batch.logo, [sheet.paper for sheet in order]))
    made = subprocess.run(
        [sys.executable, "-c", ELSEWHERE], input=sent, capture_output=True, check=True, cwd=ROOT,
        env={"PYTHONHASHSEED": "4"},
    )  # fmt: skip
    assert made.stdout.decode().split() == [sha256(sheet.pdf).hexdigest() for sheet in order]
