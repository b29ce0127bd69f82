from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Protocol

import pytest
from cryptography.fernet import Fernet
from flask import render_template

from app import create_app
from app.core.choices import Choices
from app.core.free_text import Typed
from app.core.sheet import Sheet, build
from app.settings import Settings
from app.web.service import service

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.core.answers import Answers


class Print(Protocol):
    def __call__(
        self, said: Answers, choices: Choices = ..., typed: Typed = ...
    ) -> tuple[bytes, str, Sheet]: ...


@pytest.fixture(scope="session")
def printed() -> Iterator[Print]:
    """Return a function from answers to (PDF, its HTML, the Sheet both were drawn from)."""
    app = create_app(Settings((Fernet.generate_key().decode(),)))

    def make(
        said: Answers, choices: Choices | None = None, typed: Typed | None = None
    ) -> tuple[bytes, str, Sheet]:
        sheet = build(service().catalogue, said, choices or Choices(), typed or Typed())
        html = render_template("sheet/paper.html", sheet=sheet)
        return service().renderer.render(html), html, sheet

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
