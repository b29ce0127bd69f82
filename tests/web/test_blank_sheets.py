"""Blank sheets: the page that offers them, and PDFs that are made once and come whatever else goes on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event, Semaphore
from typing import TYPE_CHECKING

import pytest

from app import create_app
from app.content.form import STAGE
from app.content.types import PAPERS, SIZES
from app.pdf import BusyError, Job, Press, Renderer
from app.settings import Settings
from app.web.blank_sheets import blank_pdf
from app.web.warm import warm
from tests.catalogues import JOURNEY_FILE
from tests.pdf.conftest import pages
from tests.web.linter import LintingClient

if TYPE_CHECKING:
    from flask import Flask

    from app.content import Catalogue
    from app.web.editions import Edition
    from tests.web.visitor import Visitor

SOON = 30  # seconds; only a fault takes that long


@pytest.fixture
def fresh(keys: tuple[str, ...]) -> Flask:
    """An app that has made no sheet yet."""
    app = create_app(Settings(keys, JOURNEY_FILE))
    app.test_client_class = LintingClient
    return app


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The HTML of every PDF that is made from now on, each with bytes of its own."""
    seen: list[str] = []

    def render(_self: Renderer, html: str, _attached: bytes | None, *, to_fill_in: bool) -> bytes:
        assert not to_fill_in
        seen.append(html)
        return b"%%PDF-%d" % len(seen)

    monkeypatch.setattr(Renderer, "_render", render)
    return seen


def test_the_page_offers_every_choice(visitor: Visitor, catalogue: Catalogue) -> None:
    visitor.open("/blank")
    offered = {(c.name, c.value): c.is_ticked for c in visitor.form.controls if c.kind == "radio"}
    assert {value for name, value in offered if name == "size"} == set(SIZES)
    assert {value for name, value in offered if name == "paper"} == set(PAPERS)
    assert {value for name, value in offered if name == STAGE} == set(catalogue.field[STAGE].options)
    assert {each for each, ticked in offered.items() if ticked} == {
        ("size", "standard"),
        ("paper", "letter"),
        (STAGE, "not_sure"),
    }


def test_the_start_and_about_pages_lead_there(client: LintingClient) -> None:
    for path in ("/", "/about"):
        client.get(path)
        assert client.page.links["Blank sheets to print"] == "/blank"


def test_the_sheet_is_for_the_stage(client: LintingClient, catalogue: Catalogue) -> None:
    usual = " ".join(pages(client.get("/blank.pdf").data))
    after = " ".join(pages(client.get("/blank.pdf?stage=recovering").data))
    short = catalogue.field[STAGE].options["recovering"].short
    assert short
    assert short not in usual
    assert short.capitalize() in after or short in after


@pytest.mark.parametrize(
    "query", ["paper=letter", "size=standard", "stage=not_sure", "stage=&size=&paper=", "other=1"]
)
def test_what_is_left_out_is_as_usual(fresh: Flask, made: list[str], query: str) -> None:
    client = fresh.test_client()
    assert client.get(f"/blank.pdf?{query}").data == client.get("/blank.pdf").data
    assert len(made) == 1


@pytest.mark.parametrize(
    "query", ["paper=a5", "size=HUGE", "stage=nowhere", "stage=%00", "size=standard,large"]
)
def test_what_is_no_choice_is_not_found(client: LintingClient, query: str) -> None:
    assert client.get(f"/blank.pdf?{query}").status_code == 404
    assert client.page.heading == "This page is not here"


def test_each_is_made_once(fresh: Flask, made: list[str]) -> None:
    client = fresh.test_client()
    queries = [f"paper={paper}&size={size}" for paper in PAPERS for size in SIZES]
    first, again = ([client.get(f"/blank.pdf?{query}").data for query in queries] for _ in range(2))
    assert len(set(first)) == len(queries) == len(made)
    assert again == first


def test_several_who_ask_at_once_have_it_made_once(fresh: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    here, asked, go = Semaphore(0), [], Event()

    def render(_press: Press, _job: Job, _visitor: None) -> bytes:
        asked.append(1)
        assert go.wait(SOON)
        return b"%PDF-"

    def noted(edition: Edition) -> bytes:
        here.release()
        return blank_pdf(edition)

    monkeypatch.setattr(Press, "render", render)
    monkeypatch.setattr("app.web.about.blank_pdf", noted)
    with ThreadPoolExecutor(4) as people:
        pdfs = [people.submit(lambda: fresh.test_client().get("/blank.pdf").data) for _person in range(4)]
        assert all(here.acquire(timeout=SOON) for _person in pdfs)
        go.set()
        assert [each.result(SOON) for each in pdfs] == [b"%PDF-"] * 4
    assert asked == [1]


def test_the_usual_one_is_made_at_start(
    fresh: Flask, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gc.freeze", lambda: None)
    monkeypatch.setattr("gc.set_threshold", lambda *_numbers: None)
    warm(fresh)
    assert fresh.test_client().get("/blank.pdf").data == b"%PDF-1"
    assert len(made) == 1


def test_it_comes_when_no_visitor_finds_a_place(fresh: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    render = Press.render

    def busy(press: Press, job: Job, visitor: str | None) -> bytes:
        if visitor is not None:
            raise BusyError
        return render(press, job, visitor)

    monkeypatch.setattr(Press, "render", busy)
    client = fresh.test_client()
    assert isinstance(client, LintingClient)
    client.worst = 503
    client.get("/questions")
    assert client.get("/sheet.pdf").status_code == 503
    assert client.get("/blank.pdf?size=giant").status_code == 200


def test_browsers_may_keep_it(client: LintingClient) -> None:
    first = client.get("/blank.pdf")
    assert "Set-Cookie" not in first.headers
    again = client.get("/blank.pdf", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get("/blank.pdf?paper=a4", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200
