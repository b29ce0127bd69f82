"""The sheet as a web page, printed from Firefox, which breaks pages otherwise than Chromium does."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from flask import Flask, Response, render_template
from werkzeug.serving import make_server

from app.core.answers import Answers
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.sheet import build_sheet
from tests.catalogues import real
from tests.pdf.conftest import pages, poppler

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from wsgiref.types import StartResponse, WSGIEnvironment

    from app.content.form import Length
    from app.content.types import Paper, Size
    from app.core.sheet import Sheet
    from tools.firefox import Firefox

pytestmark = pytest.mark.slow
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


def sheet_of(length: Length, paper: Paper, size: Size) -> Sheet:
    """Return a sheet of the first of the worked people."""
    answers = Answers.of(real(), real().people[0].answers).with_given("length", length)
    return build_sheet(answers, Choices(paper=paper, size=size), FreeText())


@pytest.mark.parametrize("size", ["standard", "giant"])
@pytest.mark.parametrize("paper", CENTIMETERS)
@pytest.mark.parametrize("length", ["short", "medium", "full"])
def test_a_heading_stays_with_its_first_question(
    printer: Printer, length: Length, paper: Paper, size: Size
) -> None:
    sheet = sheet_of(length, paper, size)
    found = pages(printer.print(sheet))
    headings = [real().heading(group.topic) for group in sheet.groups]
    assert any(heading in " ".join(found) for heading in headings)
    assert [(page, heading) for page in found for heading in headings if page.endswith(heading)] == []


@pytest.mark.parametrize("paper", CENTIMETERS)
def test_a_sheet_takes_the_paper_of_the_printer(printer: Printer, paper: Paper) -> None:
    told = poppler("pdfinfo", printer.print(sheet_of("short", paper, "standard"))).decode()
    assert f"({paper})" in told.lower()
