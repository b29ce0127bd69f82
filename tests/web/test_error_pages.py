from __future__ import annotations

import time
from io import BytesIO
from typing import TYPE_CHECKING, NoReturn

import pytest
from werkzeug.exceptions import abort

from app.pdf import BusyError, PdfError, Press, Renderer
from tests.catalogues import journey
from tests.web.sheets import listed

if TYPE_CHECKING:
    from flask import Flask

    from tests.web.linter import LintingClient
    from tests.web.visitor import Visitor

WAYS_ON = {
    "Go to your questions": "/questions",
    "Open your sheet as a web page": "/sheet/page",
    "Go to the start page": "/",
}
STILL_THERE = "Any answers in this browser are still there."
SECRET = "Helga Example has lymphoma"  # noqa: S105  what no log may hold


def raising(error: Exception) -> object:
    def view(*_args: object, **_kwargs: object) -> NoReturn:
        raise error

    return view


@pytest.mark.parametrize(
    ("code", "heading"),
    [
        (400, "We could not understand that"),
        (403, "That came from another site"),
        (404, "This page is not here"),
        (405, "This page cannot be used that way"),
        (413, "That was too much at once"),
        (415, "We cannot read that"),
        (429, "Too many requests"),
        (500, "Something went wrong on our side"),
        (503, "We cannot make the PDF right now"),
    ],
)
def test_error_pages_reassure_and_link_on(
    app: Flask, client: LintingClient, monkeypatch: pytest.MonkeyPatch, code: int, heading: str
) -> None:
    monkeypatch.setitem(app.view_functions, "about.about", lambda: abort(code))
    client.worst = 599
    assert client.get("/about").status_code == code
    assert client.page.heading == heading
    assert STILL_THERE in client.page.text
    assert client.page.links.items() >= WAYS_ON.items()


@pytest.mark.parametrize("address", ["/nowhere", "/blank.pdf?paper=zz", "/blank.pdf?size=giant"])
def test_error_pages_claim_no_answers_or_sheet_of_whoever_has_none(
    client: LintingClient, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    client.worst = 599
    monkeypatch.setattr(Press, "render", raising(PdfError("the font is gone")))
    assert client.get(address).status_code >= 400
    assert "answered so far" not in client.page.text
    assert "You can also" not in client.page.text


@pytest.mark.parametrize("link", WAYS_ON)
def test_links_of_error_pages_work(visitor: Visitor, link: str) -> None:
    visitor.open("/nowhere")
    visitor.go(link)
    assert (visitor.status, visitor.address) == (200, WAYS_ON[link])


@pytest.mark.parametrize("path", ["/nowhere", "/step/nowhere"])
def test_an_error_keeps_the_answers(client: LintingClient, visitor: Visitor, path: str) -> None:
    visitor.answer("cancer", diagnosis="mcl")
    visitor.open("/questions")
    visitor.write("own-1", "Is there a garden?")
    visitor.press("Update my list")
    assert "Set-Cookie" not in client.get(path).headers
    assert listed(visitor.open("/questions"))["own-1"].text == "Is there a garden?"
    assert "Mantle cell lymphoma" in visitor.open("/check").text


def test_server_error_keeps_earlier_input(
    client: LintingClient, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor.answer("cancer", diagnosis="mcl")
    visitor.open("/sheet")
    visitor.write("visit_with", "Dr. Lee")
    visitor.press("Continue")
    client.worst = 599
    with monkeypatch.context() as broken:
        broken.setattr("app.web.sheet.build_sheet", raising(RuntimeError("no sheet")))
        assert client.get("/ready").status_code == 500
    visitor.open("/sheet")
    assert visitor.form.value("visit_with") == "Dr. Lee"


@pytest.mark.usefixtures("visitor")
def test_server_error_logs_no_typed_text(
    client: LintingClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    client.worst = 599
    monkeypatch.setattr("app.web.sheet.build_sheet", raising(RuntimeError(SECRET)))
    assert client.get("/ready").status_code == 500
    assert client.page.heading == "Something went wrong on our side"
    assert "RuntimeError at " in caplog.text
    assert "test_error_pages.py:" in caplog.text
    assert SECRET not in caplog.text
    assert SECRET not in client.page.text


def test_without_the_pdf_there_is_still_the_page(
    client: LintingClient, visitor: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    client.worst = 599
    monkeypatch.setattr(Renderer, "render", raising(PdfError("the font is gone")))
    response = client.get("/sheet.pdf")
    assert (response.status_code, response.mimetype) == (503, "text/html")
    assert "Content-Disposition" not in response.headers
    assert client.page.heading == "We cannot make the PDF right now"
    assert "no paper: PdfError at " in caplog.text
    visitor.page = client.page
    assert visitor.go("Open your sheet as a web page").heading == journey().paper.title.patient


@pytest.mark.slow
@pytest.mark.parametrize(
    "fault", [MemoryError(), RecursionError(), OSError(28, "disk full"), ValueError(SECRET)]
)
def test_failing_renderer_is_503_and_keeps_input(
    client: LintingClient,
    visitor: Visitor,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    fault: Exception,
) -> None:
    visitor.open("/questions")
    visitor.write("own-1", "Is there a garden?")
    visitor.press("Update my list")
    client.worst = 599
    with monkeypatch.context() as broken:
        broken.setattr(Renderer, "_render", raising(fault))
        response = client.get("/sheet.pdf")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "60")
    assert "Set-Cookie" not in response.headers
    assert f"no paper: {type(fault).__name__}" in caplog.text
    assert SECRET not in caplog.text
    assert "Is there a garden?" in client.get("/sheet.txt").text
    assert client.get("/sheet.pdf").mimetype == "application/pdf"


@pytest.mark.usefixtures("visitor")
def test_a_renderer_that_hangs_is_given_up(client: LintingClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.web.service.MAX_RENDER_SECONDS", 0.05)
    monkeypatch.setattr(Renderer, "_render", lambda _self, _html: time.sleep(60))
    client.worst = 599
    assert client.get("/sheet.pdf").status_code == 503
    assert client.page.heading == "We cannot make the PDF right now"


def test_busy_renderer_is_503_with_retry_after(
    client: LintingClient, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.worst = 599
    monkeypatch.setattr(Press, "render", raising(BusyError()))
    response = client.get("/sheet.pdf")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert client.page.heading == "Many sheets are being made right now"
    assert STILL_THERE in client.page.text
    visitor.page = client.page
    assert visitor.go("Open your sheet as a web page").heading == journey().paper.title.patient


def test_413_page_says_nothing_was_kept(client: LintingClient) -> None:
    client.post("/questions", data={"own-1": "x" * 70_000})
    assert "Nothing of what this page sent was kept. Go back in your browser" in client.page.text


def test_a_missing_file_is_a_page_like_any_other(client: LintingClient) -> None:
    assert client.get("/static/nothing.css").status_code == 404
    assert client.page.heading == "This page is not here"


def test_a_host_that_is_none_gets_a_plain_word(client: LintingClient) -> None:
    client.worst = 599
    answered = client.get("/", headers={"Host": "a" * 64 + ".example"})
    assert (answered.status_code, answered.mimetype) == (400, "text/plain")


def test_broken_body_stream_is_400(client: LintingClient) -> None:
    class Broken(BytesIO):
        def read(self, *_sizes: int | None) -> bytes:
            raise ValueError("a chunk without its size")

    answered = client.post(
        "/step/stage",
        input_stream=Broken(),
        content_type="application/x-www-form-urlencoded",
        content_length=10,
    )
    assert answered.status_code == 400
