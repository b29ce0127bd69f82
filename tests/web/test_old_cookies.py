"""Cookies that version 0.1.0 sealed are opened by this one: nobody loses a visit over a release."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from cryptography.fernet import Fernet
from flask import Flask, request

from app.core.choices import Choices
from app.core.free_text import FreeText
from app.web.service import service
from app.web.session_cookies import CookieSessions
from tests.catalogues import JOURNEY_FILE, REAL_FILE
from tests.conftest import serving
from tests.web.jar import without_mark
from tests.web.linter import LintingClient
from tests.web.page import text_of
from tests.web.sheets import listed
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from pathlib import Path

KEY = "q0Yd2g2bTn1mHh1iZ3m5cXn8k1dF0l2Yb8eJ3w1sX5E="
SEALED_AT = 1795644266  # November 25, 2026, in seconds
COOKIES = {
    "__Host-sheet": (
        "gAAAAABrB1tqDv-xJmkYtlqzwGG6ApbK9bgSgMZ1BqVvpKZnEvmeNJNIGbXw-albpm3R0UR2thGC73_-1VnefsRsuZ"
        "gl8osx4gUPum_1YQr893nmPseKY5kOJ-vEKYNuRtP0vEp1nHhRWri4G1MVj2hJFs45XA-SWh0iNI9J_TlnuuFIoRk_"
        "Faoqaet8z_6aE8j10uu1UFsKgbCaeJrPuo7Rj37LXSnYkg8dJuu9W8Lpe68AqxNA8aUa9cf-KNtPazTINDE4WbZEdf"
        "76FGx3UzDz7RehPpZMh1o-msPWIMwwySt35T_EnqHSBHBIUSSfuU9JnVmwsqUlUFS1RJWEEUB85VfSKik6doNCWyu7"
        "WIPH0XG7seCNt6qMVj61sy4gYeKhraQGFDsD"
    ),
    "__Host-sheet-typed": (
        "gAAAAABrB1tq3LHZ_p5WDxUZfaMj8hSLY_twB2oF4PHthKbTOvs9xzBH6xaddNmZEyBTVsYJ6KA866v24tnwne_hyh"
        "Zq-DXF1sdfFKGLNXlE3zblWhNoUn-s_nbF2TPcq5EWjBJk4lcwzl5fFJ0zhhFBWckCF7YwIrxsFiRX8VJyn1bbQbp3"
        "d0b2haYoUcUkhpMexLJ7SK5o"
    ),
}


@pytest.fixture
def soon_after(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time", lambda: SEALED_AT + 60)


@pytest.mark.usefixtures("soon_after")
def test_cookies_of_the_first_version_open() -> None:
    header = "; ".join(f"{name}={value}" for name, value in COOKIES.items())
    with Flask(__name__).test_request_context(base_url="https://localhost", headers={"Cookie": header}):
        session = CookieSessions((KEY,), "A name").open(request)
    assert not session.lost
    assert session.token == "a-token-of-version-0-1"  # noqa: S105  it guards nothing
    assert session.given == {
        "role": ("caregiver",),
        "diagnosis": ("mcl",),
        "therapy": ("car_t", "gone"),
        "length": ("medium",),
        "no_such_field": ("x",),
    }
    assert session.choices == Choices(
        dropped=("cost-insurance",),
        added=("fertility", "no-such-question"),
        starred=("when-to-call", "own-1"),
        order=("when-to-call",),
        paper="a4",
        size="large",
        parts=("tell_team", "notes", "no_such_part"),
    )
    assert session.free_text == FreeText(
        own=("Can she swim?",), visit_date=dt.date(2026, 12, 1), visit_with="Dr. Lee", columns=("One", "Two")
    )


@pytest.mark.usefixtures("soon_after")
def test_old_cookies_move_to_the_names_of_the_site() -> None:
    client = returning(JOURNEY_FILE).client
    sent = client.get("/check", base_url="https://localhost").headers.getlist("Set-Cookie")
    names = {header.partition("=")[0]: "Max-Age=0" in header for header in sent}
    assert {name: gone for name, gone in names.items() if name in COOKIES} == dict.fromkeys(COOKIES, True)
    assert sorted(without_mark(name) for name, gone in names.items() if not gone) == sorted(COOKIES)
    assert client.get("/check", base_url="https://localhost").headers.getlist("Set-Cookie") == []


@pytest.mark.usefixtures("soon_after")
def test_old_cookies_of_a_neighbour_stay() -> None:
    client = returning(JOURNEY_FILE, Fernet.generate_key().decode()).client
    for path in ("/", "/check", "/questions", "/clear"):
        sent = client.get(path, base_url="https://localhost").headers.getlist("Set-Cookie")
        assert not any(header.partition("=")[0] in COOKIES for header in sent)
    assert all(client.get_cookie(name) for name in COOKIES)


def returning(catalogue: Path, key: str = KEY) -> Visitor:
    """Return somebody who comes back to this version with the cookies of the first one."""
    client = serving(catalogue, (key,)).test_client()
    assert isinstance(client, LintingClient)
    for name, value in COOKIES.items():
        client.set_cookie(name, value, secure=True)
    return Visitor(client, "https://localhost")


def said_on(visitor: Visitor) -> list[str]:
    page = visitor.open("/check")
    return [text_of(answer) for answer in page.all("dd") if answer.get("class") != "open"]


@pytest.mark.usefixtures("soon_after")
@pytest.mark.parametrize("catalogue", [REAL_FILE, JOURNEY_FILE], ids=["real", "journey"])
def test_every_page_opens_with_old_cookies(catalogue: Path) -> None:
    visitor = returning(catalogue)
    sheet = ("/sheet", "/ready", "/sheet/page", "/sheet/message", "/sheet.txt", "/sheet.pdf")
    for path in ("/", "/check", "/questions", *sheet):
        assert visitor.client.get(path, base_url=visitor.base_url).status_code == 200, path
    assert visitor.open("/not-covered").heading == "Check your answers"
    items = listed(visitor.open("/questions"))
    assert items["own-1"].text == "Can she swim?"
    assert {name for name, item in items.items() if item.starred} == {"when-to-call", "own-1"}
    assert "Dr. Lee" in visitor.open("/sheet/page").text


@pytest.mark.usefixtures("soon_after")
@pytest.mark.parametrize("catalogue", [REAL_FILE, JOURNEY_FILE], ids=["real", "journey"])
def test_old_answers_count_in_the_words_of_today(catalogue: Path) -> None:
    visitor = returning(catalogue)
    with visitor.client.application.app_context():
        fields = service().catalogue.field
    given = {"role": "caregiver", "diagnosis": "mcl", "therapy": "car_t", "length": "medium"}
    assert said_on(visitor) == [fields[name].options[option].label for name, option in given.items()]
    first = next(iter(listed(visitor.open("/questions")).values()))
    with visitor.client.application.app_context():
        question = service().catalogue.core[0]
    assert first.text in {wording.ask.caregiver for wording in question.wordings}


@pytest.mark.usefixtures("soon_after")
def test_old_answer_that_is_no_option_any_more_is_left_open(tmp_path: Path) -> None:
    text = JOURNEY_FILE.read_text(encoding="utf-8")
    assert text.count("          mcl: {") == 1
    file = tmp_path / "questions.yaml"
    file.write_text(text.replace("          mcl: {", "          mantle: {"), encoding="utf-8")
    visitor = returning(file)
    assert "Mantle cell lymphoma" not in said_on(visitor)
    assert "I help care for someone" in said_on(visitor)
    visitor.open("/step/cancer")
    assert visitor.form.ticked("diagnosis") == []
    visitor.tick("diagnosis", "mantle")
    visitor.press("Continue")
    assert "Mantle cell lymphoma" in said_on(visitor)
