"""The sheet as a web page, printed from Firefox, which breaks pages otherwise than Chromium does."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import pytest
from flask import Flask, Response, render_template
from werkzeug.serving import make_server

from app.content.form import LENGTH, LENGTHS, STAGE
from app.content.types import SIZES
from app.core.answers import Answers
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.sheet import build_sheet
from tests.catalogues import real
from tests.pdf.conftest import pages, poppler
from tests.web.page import Page, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from wsgiref.types import StartResponse, WSGIEnvironment

    from app.content.form import Length
    from app.content.types import Paper, Size
    from app.core.sheet import Sheet
    from tools.firefox import Firefox

pytestmark = pytest.mark.slow
WITHOUT_TEXT = "notes"  # only lines stand below its heading
CENTIMETERS: dict[Paper, tuple[float, float]] = {"letter": (21.59, 27.94), "a4": (21.0, 29.7)}


@dataclass
class Site:
    """The app, with one page in front of it."""

    app: Flask
    page: str = ""

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/printed":
            return Response(self.page, mimetype="text/html")(environ, start_response)
        return self.app(environ, start_response)


@dataclass
class Printer:
    browser: Firefox
    site: Site
    url: str

    def print(self, sheet: Sheet) -> bytes:
        with self.site.app.test_request_context():
            self.site.page = render_template("sheet/page.html", sheet=sheet)
        self.browser.go(self.url)
        return self.browser.print(*CENTIMETERS[sheet.paper])


@pytest.fixture(scope="module")
def printer(real_app: Flask, fox: Firefox) -> Iterator[Printer]:
    site = Site(real_app)
    server = make_server("127.0.0.1", 0, site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Printer(fox, site, f"http://127.0.0.1:{server.port}/printed")
    server.shutdown()
    thread.join()
    server.server_close()


def sheet_of(number: int, length: Length, paper: Paper, size: Size, *, more: bool = False) -> Sheet:
    """Return a sheet for a stage, by its number; `more`: with every part that has text."""
    stages = list(real().field[STAGE].options)
    said = {"diagnosis": ("lbcl",), "therapy": ("car_t",), STAGE: (stages[number % len(stages)],)}
    parts = tuple(name for name in real().parts if name != WITHOUT_TEXT) if more else None
    choices = Choices(paper=paper, size=size, parts=parts)
    return build_sheet(Answers.of(real(), {**said, LENGTH: (length,)}), choices, FreeText())


@pytest.mark.parametrize("more", [False, True], ids=["usual", "more"])
@pytest.mark.parametrize(
    ("number", "length", "paper", "size"),
    [(number, *case) for number, case in enumerate(product(LENGTHS, CENTIMETERS, SIZES))],
)
def test_no_heading_is_alone_at_the_foot(  # noqa: PLR0913  what makes a sheet
    printer: Printer, number: int, length: Length, paper: Paper, size: Size, *, more: bool
) -> None:
    """Each case takes another stage."""
    found = pages(printer.print(sheet_of(number, length, paper, size, more=more)))
    page = Page(printer.site.page.encode())
    headings = {text_of(heading) for heading in page.all("h2", "h3")}
    assert any(heading in " ".join(found) for heading in headings)
    assert [(page, heading) for page in found for heading in headings if page.endswith(heading)] == []


@pytest.mark.parametrize("paper", CENTIMETERS)
def test_a_sheet_takes_the_paper_of_the_printer(printer: Printer, paper: Paper) -> None:
    sheet = sheet_of(0, "short", paper, "standard")
    told = poppler("pdfinfo", printer.print(sheet)).decode()
    assert f"({paper})" in told.lower()
