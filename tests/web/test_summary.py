"""The summary of a visit holds no more than what is true of it."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.web.page import text_of
from tests.web.sheets import listed
from tests.web.test_after import NEXT, SUMMARY, ids
from tests.web.test_open import filled, open_file
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from flask import Flask

    from tests.web.linter import LintingClient
    from tests.web.page import Page


def test_a_text_without_a_state_is_written_down(settled: Visitor, client: LintingClient) -> None:
    first, second, *others = ids(settled.open("/after"))
    settled.write(f"heard-{second}", "1 in 10.")
    page = settled.press(SUMMARY)
    assert f"Answered: 0. Asked, still open: 0. Written down: 1. Not asked: {len(others) + 1}." in page.text
    assert _under_each_title(client) == _under_each_title(client, "1.pdf") == ["1 in 10."]
    assert _choices(settled.open("/after"), second) == ["Answered", "Asked, still open", "Written down"]
    assert _choices(settled.page, first) == ["Answered", "Asked, still open", "Not asked"]


def test_so_is_a_text_in_the_file_without_a_tick(settled: Visitor, client: LintingClient, app: Flask) -> None:
    first, *_others = ids(settled.open("/after"))
    pdf = filled(client.get("/sheet-to-fill-in.pdf").data, {f"answer-{first}": "1 in 10."})
    elsewhere = Visitor(app.test_client())  # type: ignore[arg-type]
    page = open_file(elsewhere, pdf, "Open, and write down what I heard")
    assert _choices(page, first) == ["Answered", "Asked, still open", "Written down"]
    assert _under_each_title(elsewhere.client, "1.pdf") == ["1 in 10."]


def test_what_is_written_down_is_still_open(settled: Visitor) -> None:
    last = ids(settled.open("/after"))[-1]
    settled.write(f"heard-{last}", "1 in 10.")
    page = settled.press(SUMMARY)
    assert "counts as still open" in page.text
    assert listed(settled.press(NEXT))[last].topic == "Still open from last time"


@pytest.mark.parametrize("entry", ["", "visit_with"])
def test_a_visit_without_notes_has_no_summary(settled: Visitor, entry: str) -> None:
    settled.open("/after")
    if entry:
        settled.write(entry, "Dr. Roe")
    page = settled.press(SUMMARY)
    assert page.heading == "Your next sheet"
    assert "You have not written down what you heard yet." in page.text
    assert not [link for link in page.links.values() if link.startswith("/after/")]
    assert listed(settled.press(NEXT))


@pytest.mark.parametrize("entry", ["", "visit_with"])
def test_so_it_has_none_once_it_is_finished(settled: Visitor, client: LintingClient, entry: str) -> None:
    settled.open("/after")
    if entry:
        settled.write(entry, "Dr. Roe")
    settled.press(SUMMARY)
    form = settled.form
    settled.press(NEXT)
    page = settled.open("/after")
    assert "Visit 1, without a date: nothing written down. Remove" in page.text
    assert not [link for link in page.links.values() if link.endswith("1.pdf")]
    assert [client.get(f"/after/1.{kind}").status_code for kind in ("pdf", "txt")] == [404, 404]
    assert settled.open("/after/summary").heading == "Your questions"
    settled.form = form
    form.named("csrf_token")[0].value = "old"
    page = settled.press(NEXT)
    assert (settled.status, list(page.errors)) == (400, ["next"])
    assert "go back and do that first" not in page.text
    assert settled.press(NEXT).heading == "Your questions"


@pytest.mark.parametrize("note", ["state", "heard", "other"])
def test_one_note_is_enough_for_a_summary(settled: Visitor, note: str) -> None:
    first, *_others = ids(settled.open("/after"))
    if note == "state":
        settled.tick(f"state-{first}", "asked")
    else:
        settled.write("other" if note == "other" else f"heard-{first}", "1 in 10.")
    page = settled.press(SUMMARY)
    assert (page.heading, settled.status) == ("Your summary is ready", 200)
    assert "It holds what you wrote down" in page.text


def _under_each_title(client: LintingClient, file: str = "1.txt") -> list[str]:
    """Return what was heard on questions that are neither answered nor asked, and is under their title."""
    body = client.get(f"/after/{file}").data
    command = ["pdftotext", "-raw", "-", "-"]
    said = (
        subprocess.run(command, input=body, capture_output=True, check=True).stdout
        if file == "1.pdf"
        else body
    )
    _head, written, not_asked = re.split("(?i)written down\n|not asked\n", said.decode())
    assert "1 in 10." not in not_asked
    return re.findall(r"1 in 10\.", written)


def _choices(page: Page, name: str) -> list[str]:
    """Return how the choices for a question are called."""
    return [text_of(label) for label in page.within(page.by_id[f"q-{name}"], "label")][:3]
