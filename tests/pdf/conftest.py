from __future__ import annotations

import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import pytest
from cryptography.fernet import Fernet

from app import create_app
from app.core.answers import Answers, OptionsByField
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.sheet import Sheet, build_sheet
from app.pdf import Drafts
from app.settings import Settings
from app.web.drafts import drafts
from app.web.service import service
from tests.catalogues import JOURNEY_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Print(Protocol):
    def __call__(
        self, said: OptionsByField, choices: Choices = ..., typed: FreeText = ...
    ) -> tuple[bytes, str, Sheet]: ...


@pytest.fixture(scope="session")
def printed() -> Iterator[Print]:
    """Return a function from answers to (PDF, its HTML, the Sheet both were drawn from)."""
    with printing(JOURNEY_FILE) as make:
        yield make


@contextmanager
def printing(catalogue: Path) -> Iterator[Print]:
    app = create_app(Settings((Fernet.generate_key().decode(),), catalogue))

    def make(
        said: OptionsByField, choices: Choices | None = None, typed: FreeText | None = None
    ) -> tuple[bytes, str, Sheet]:
        sheet = build_sheet(Answers.of(service().catalogue, said), choices or Choices(), typed or FreeText())
        paper, tried = drafts(sheet), list[str]()
        versions = (tried.append(version) or version for version in paper.versions)  # type: ignore[func-returns-value]
        pdf = service().renderer.render(Drafts(versions, paper.most_pages))
        html = next(each for each in reversed(tried) if service().renderer.render(each) == pdf)
        return pdf, html, sheet

    with app.test_request_context():
        yield make


def poppler(tool: str, pdf: bytes, *options: str) -> bytes:
    """Run one of poppler's tools over a PDF and return what it prints."""
    command = [tool, *options, "-", *(["-"] if tool == "pdftotext" else [])]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout


def pages(pdf: bytes) -> list[str]:
    """Return the text of each page, white space folded."""
    text = poppler("pdftotext", pdf, "-layout").decode()
    return [" ".join(page.split()) for page in text.split("\f")[:-1]]
