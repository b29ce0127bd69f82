"""Pages about a visit that stay open in one tab while another one goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.sheets import add_own, listed
from tests.web.test_after import NEXT, SAVE, SUMMARY, ids
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from tests.web.linter import LintingClient

SWIM, RUN = "May I swim?", "May I run?"


@pytest.fixture
def asked(settled: Visitor) -> Visitor:
    """Someone with an own question and its note stored, and the page open."""
    settled.open("/questions")
    add_own(settled, SWIM)
    settled.open("/after")
    settled.write("heard-own-1", "After a month.")
    settled.press(SAVE)
    return settled


def change(client: LintingClient, text: str) -> None:
    """Put another own question in the first place."""
    other = Visitor(client)
    other.open("/questions")
    other.write("own-1", text)
    other.press("Update my list")


def heard(visitor: Visitor) -> dict[str, str]:
    """Return what is noted on own questions, by their texts."""
    visitor.open("/after")
    own = [name for name in ids(visitor.page) if name.startswith("own-1")]
    return {visitor.form.value(f"own-of-{name}"): visitor.form.value(f"heard-{name}") for name in own}


def test_notes_of_a_finished_visit_start_no_other_unasked(settled: Visitor, client: LintingClient) -> None:
    settled.open("/after")
    settled.write("other", "Eat well.")
    settled.press(SAVE)
    other = Visitor(client)
    other.open("/after")
    other.press(SUMMARY)
    other.press(NEXT)
    settled.write("other", "Sleep well.")
    settled.press(SAVE)
    assert settled.status == 400
    assert "your next sheet was made from them" in settled.page.text
    other.open("/after")
    assert other.form.value("other") == ""
    settled.press(SAVE)
    assert settled.status == 200
    assert settled.form.value("other") == "Sleep well."


@pytest.mark.parametrize("texts", [[RUN], [RUN, SWIM], [RUN, "Who is Zoë?"]], ids=len)
def test_a_page_from_before_keeps_its_question(
    asked: Visitor, client: LintingClient, texts: list[str]
) -> None:
    for text in texts:
        change(client, text)
    asked.write("heard-own-1", "After two months.")
    asked.press(SAVE)
    assert heard(asked) == {texts[-1]: "", SWIM: "After two months."}


def test_a_note_on_a_changed_question_can_be_edited_in_two_tabs(
    asked: Visitor, client: LintingClient
) -> None:
    change(client, RUN)
    other = Visitor(client)
    for tab in (asked, other):
        tab.open("/after")
    (before,) = [name for name in ids(other.page) if name.startswith("own-1-")]
    for tab, text in ((asked, "After two months."), (other, "After three months.")):
        tab.write(f"heard-{before}", text)
        tab.press(SAVE)
        assert heard(asked) == {RUN: "", SWIM: text}
        assert before in ids(asked.page)


@pytest.mark.parametrize("how", ["untick it", "move it", "move it behind the notes"])
def test_an_answered_question_leaves_from_where_it_is_now(asked: Visitor, how: str) -> None:
    asked.tick("state-own-1", "answered")
    asked.press(SAVE)
    asked.open("/questions")
    if how == "untick it":
        asked.untick("q", "own-1")
    else:
        add_own(asked, RUN)
        asked.write("own-1", "Who is Zoë?")
        asked.write("own-2", SWIM)
    asked.press("Update my list")
    if how == "move it behind the notes":
        asked.open("/after/summary")
    else:
        asked.open("/after")
        asked.press(SUMMARY)
    page = asked.press(NEXT)
    assert "1 was answered and left." in page.text
    assert SWIM not in {item.text for item in listed(page).values()}


def test_a_question_that_is_gone_does_not_leave(asked: Visitor, client: LintingClient) -> None:
    asked.tick("state-own-1", "answered")
    asked.press(SUMMARY)
    change(client, RUN)
    page = asked.press(NEXT)
    assert "0 were answered and left." in page.text
    assert listed(page)["own-1"].text == RUN


def test_what_no_page_shows_is_no_question(asked: Visitor) -> None:
    before = ids(asked.page)
    data = asked.form.data(SAVE)
    for name in ("what ever", "a\0b", "own-9"):
        data[f"heard-{name}"] = data[f"own-of-{name}"] = "Hi"
    asked.send(data)
    assert asked.status == 200
    assert ids(asked.open("/after")) == before


def test_nothing_noted_makes_no_note(settled: Visitor, client: LintingClient) -> None:
    settled.open("/questions")
    add_own(settled, SWIM)
    settled.open("/after")
    change(client, RUN)
    settled.press(SAVE)
    assert heard(settled) == {RUN: ""}


def test_the_next_sheet_is_made_of_the_visit_that_was_shown(asked: Visitor, client: LintingClient) -> None:
    asked.press(SUMMARY)
    other = Visitor(client)
    other.open("/after/summary")
    other.press(NEXT)
    other.open("/after")
    other.write("other", "Half of it.")
    other.press(SAVE)
    before = listed(other.open("/questions"))
    page = asked.press(NEXT)
    assert (asked.status, page.heading) == (400, "Your summary is ready")
    assert "This page was older than your notes" in page.errors["next"]
    assert listed(other.open("/questions")) == before
    other.open("/after")
    assert other.form.value("other") == "Half of it."
    asked.press(NEXT)
    assert asked.address == "/questions#renewed"


def test_so_it_is_of_the_notes_that_were_shown(asked: Visitor, client: LintingClient) -> None:
    asked.press(SUMMARY)
    other = Visitor(client)
    other.open("/after")
    other.write("other", "And this.")
    other.press(SAVE)
    asked.press(NEXT)
    assert asked.status == 400
    other.open("/after")
    assert other.form.value("other") == "And this."
