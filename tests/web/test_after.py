from __future__ import annotations

import datetime as dt
import random
import subprocess
from typing import TYPE_CHECKING

import pytest

from app.core.saved import SavedSheet
from app.pdf import find_saved
from tests.web.jar import ANSWERED, VISITS
from tests.web.page import text_of
from tests.web.sheets import add, add_own, listed, offered, on_paper
from tests.web.test_open import keep, open_file
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from flask import Flask

    from app.content import Catalogue
    from tests.web.jar import Jar
    from tests.web.linter import LintingClient
    from tests.web.page import Page

SAVE, SUMMARY, NEXT = "Save", "Make my summary", "Make my next sheet"


def ids(page: Page) -> list[str]:
    return [item.get("id", "").removeprefix("q-") for item in page.of_class("visited")]


@pytest.fixture
def visited(settled: Visitor) -> Visitor:
    """Someone who wrote down what came of their first three questions."""
    settled.open("/questions")
    add_own(settled, "May I swim?")
    first, second, third, *_others = ids(settled.open("/after"))
    for name, state in ((first, "answered"), (second, "asked"), (third, "answered"), ("own-1", "answered")):
        settled.tick(f"state-{name}", state)
    settled.write(f"heard-{first}", "1 in 10.")
    settled.write("heard-own-1", "Not in the first month.")
    settled.write("other", "Zoë calls on Monday.")
    return settled


def test_every_printed_question_is_asked_about(settled: Visitor) -> None:
    numbered = [item for item in listed(settled.open("/questions")).values() if item.number]
    assert ids(settled.open("/after")) == [item.id for item in numbered]
    assert settled.form.value("visit_with") == "Dr. Lee"


def test_what_is_typed_is_there_after_a_reload(visited: Visitor) -> None:
    entered = visited.form.entered()
    visited.press(SAVE)
    assert (visited.first.status_code, visited.address) == (303, "/after#saved")
    assert "Up to date." in visited.page.text
    visited.open("/after")
    assert visited.form.entered() == entered
    assert "Up to date." not in visited.page.text


def test_a_refused_page_keeps_everything(visited: Visitor, jar: Jar) -> None:
    visited.write("month", "13")
    visited.write("heard-own-1", "a" * 1001)
    entered, stored = visited.form.entered(), jar.value(ANSWERED)
    visited.press(SUMMARY)
    assert visited.status == 400
    assert {*visited.page.errors} == {"month", "heard-own-1"}
    assert "“May I swim?”: This is 1 character too long" in visited.page.errors["heard-own-1"]
    assert visited.form.entered() == entered
    assert jar.value(ANSWERED) == stored


def test_errors_stand_in_the_order_of_the_page(visited: Visitor) -> None:
    visited.write("month", "13")
    for name in ("visit_with", "heard-own-1", f"heard-{ids(visited.page)[1]}", "other"):
        visited.write(name, "a" * 1001)
    visited.press(SUMMARY)
    places = list(visited.page.by_id)
    assert len(visited.page.errors) == 5
    assert list(visited.page.errors) == sorted(visited.page.errors, key=places.index)


def test_a_page_outlives_its_answers(visited: Visitor, client: LintingClient) -> None:
    entered = visited.form.entered()
    forget(client)
    visited.press(SAVE)
    assert visited.status == 400
    (own,) = [name for name in ids(visited.page) if name.startswith("own-1")]  # the question itself is gone
    again = visited.form.entered() | {"heard-own-1": visited.form.entered()[f"heard-{own}"]}
    assert {name: again[name] for name in entered if name.startswith("heard")} == {
        name: value for name, value in entered.items() if name.startswith("heard")
    }
    visited.press(SAVE)
    assert visited.first.status_code == 303
    visited.open("/after")
    assert visited.form.value(f"heard-{own}") == "Not in the first month."
    assert visited.form.value(f"own-of-{own}") == "May I swim?"


def test_two_tabs_write_down_different_things(visited: Visitor, client: LintingClient) -> None:
    other = Visitor(client)
    other.open("/after")
    first = ids(other.page)[0]
    visited.press(SAVE)
    other.write("other", "And on Friday.")
    other.press(SAVE)
    other.open("/after")
    assert other.form.value("other") == "And on Friday."
    assert (other.form.value(f"heard-{first}"), other.form.ticked(f"state-{first}")) == (
        "1 in 10.",
        ["answered"],
    )


def test_the_summary_says_what_was_heard(visited: Visitor, client: LintingClient) -> None:
    page = visited.press(SUMMARY)
    assert (visited.address, page.heading) == ("/after/summary", "Your summary is ready")
    text = client.get("/after/1.txt").get_data(as_text=True)
    answered, rest = text.split("ASKED, STILL OPEN")
    assert "1 in 10." in answered
    assert "* May I swim?\n  Not in the first month." in answered
    assert "Zoë calls on Monday." in rest
    pdf = client.get("/after/1.pdf")
    assert pdf.data.startswith(b"%PDF-")
    assert pdf.headers["Content-Disposition"] == 'attachment; filename="visit-summary.pdf"'
    assert b"EmbeddedFile" not in pdf.data


def test_the_next_sheet_begins_with_what_is_open(visited: Visitor, client: LintingClient) -> None:
    first, second, third, *others = ids(visited.page)
    visited.press(SUMMARY)
    page = visited.press(NEXT)
    assert visited.address == "/questions#renewed"
    assert "questions are still open and come first. 3 were answered and left." in page.text
    on_list = listed(page)
    assert not {first, third, "own-1"} & {*on_list}
    assert {second, *others} - {"own-1"} <= {*on_list}
    assert "Still open from last time" in {on_list[name].topic for name in others if name != "own-1"}
    assert any("STILL OPEN" in ask for ask in asks(client))
    assert len(on_paper(client)) == sum(1 for item in on_list.values() if item.number)
    assert {first, third} <= {*offered(visited.open("/questions/more"))}


def asks(client: LintingClient) -> list[str]:
    client.get("/sheet/page")
    return [text_of(ask) for ask in client.page.of_class("ask") if ask.tag == "p"]


def cookies_of(client: LintingClient) -> list[tuple[str, str, str]]:
    """Return domain, path and name of every cookie that the browser holds."""
    return [*(client._cookies or {})]  # noqa: SLF001  it gives one by name only


def forget(client: LintingClient) -> None:
    """Do what a browser does with cookies whose time is over."""
    for domain, path, name in cookies_of(client):
        client.delete_cookie(name, domain=domain, path=path)


def test_a_second_press_makes_no_second_step(visited: Visitor, client: LintingClient) -> None:
    visited.press(SUMMARY)
    data = visited.form.data(NEXT)
    visited.send(data)
    after_one = listed(visited.open("/questions"))
    client.post("/after/next", data=data)
    assert listed(visited.open("/questions")) == after_one


def test_all_visits_come_back_from_the_file(visited: Visitor, client: LintingClient, app: Flask) -> None:
    visited.press(SUMMARY)
    visited.press(NEXT)
    visited.open("/after")
    visited.write("other", "Second visit.")
    visited.press(SAVE)
    kept = keep(client)
    assert [visit.other for visit in SavedSheet.from_json(find_saved(kept)).visits] == [
        "Zoë calls on Monday.",
        "Second visit.",
    ]
    elsewhere = Visitor(app.test_client())  # type: ignore[arg-type]
    open_file(elsewhere, kept, "Open, and write down what I heard")
    assert elsewhere.form.value("other") == "Second visit."
    assert "Visit 1, without a date" in elsewhere.page.text
    assert "Zoë calls on Monday." in elsewhere.client.get("/after/1.txt").get_data(as_text=True)
    assert keep(elsewhere.client) == kept


def test_an_old_tab_does_not_open_what_was_answered(visited: Visitor, client: LintingClient) -> None:
    old = Visitor(client)
    old.open("/after")
    first = ids(old.page)[0]
    visited.press(SUMMARY)
    visited.press(NEXT)
    old.write("other", "Later.")
    old.press(SUMMARY)
    assert old.status == 400  # it is about another visit by now
    old.press(SUMMARY)
    page = old.press(NEXT)
    assert first not in listed(page)


def test_picked_states_outlive_the_session(visited: Visitor, client: LintingClient) -> None:
    first = ids(visited.page)[0]
    visited.press(SAVE)
    forget(client)
    visited.press(SAVE)
    assert visited.form.ticked(f"state-{first}") == ["answered"]
    visited.press(SAVE)
    assert visited.open("/after").of_class("visited")
    assert visited.form.ticked(f"state-{first}") == ["answered"]


def test_the_next_sheet_is_made_with_the_token_only(
    visited: Visitor, client: LintingClient, jar: Jar
) -> None:
    visited.press(SUMMARY)
    before = jar.value(ANSWERED)
    assert client.post("/after/next").status_code == 400
    assert jar.value(ANSWERED) == before


def test_an_answered_core_question_can_be_asked_again(visited: Visitor) -> None:
    first = ids(visited.page)[0]
    visited.press(SUMMARY)
    visited.press(NEXT)
    on_list = listed(add(visited, first))
    assert next(iter(on_list)) == first
    assert on_list[first].ticked
    visited.untick("q", first)
    assert first not in listed(visited.press("Update my list"))


def test_notes_that_fill_the_cookies_can_be_finished(settled: Visitor, client: LintingClient) -> None:
    settled.answer("what-matters", length="full")
    names = ids(settled.open("/after"))
    texts = [noise(number) for number in range(len(names))]
    while True:
        for name, text in zip(names, texts, strict=True):
            settled.write(f"heard-{name}", text)
        settled.press(SUMMARY)
        if settled.status == 200:
            break
        texts = [text[:-20] for text in texts]
    settled.press(NEXT)
    assert settled.address == "/questions#renewed"
    assert texts[0] in client.get("/after/1.txt").get_data(as_text=True)


def test_broken_notes_take_no_answers_along(visited: Visitor, jar: Jar) -> None:
    visited.press(SAVE)
    jar.put(VISITS, jar.value(VISITS)[:100])
    page = visited.open("/after")
    assert "We cannot open the notes of visits" in page.text
    assert listed(visited.open("/questions"))
    visited.open("/after")
    visited.write("other", "Again.")
    visited.press(SAVE)
    assert visited.open("/after").text
    assert visited.form.value("other") == "Again."


def test_notes_whose_cookie_is_gone_are_told_until_there_are_new_ones(visited: Visitor, jar: Jar) -> None:
    visited.press(SAVE)
    jar.drop(VISITS)
    visited.answer("about-you", role="caregiver")
    for path in ("/ready", "/after"):
        assert "We cannot open the notes of visits" in visited.open(path).text
    visited.press(SAVE)
    assert "We cannot open the notes of visits" not in visited.open("/after").text


def test_an_old_date_is_no_reason_to_refuse(settled: Visitor, client: LintingClient, app: Flask) -> None:
    saved = SavedSheet.from_json(find_saved(keep(client)))
    del settled
    old = saved.model_copy(
        update={"free_text": saved.free_text.model_copy(update={"visit_date": dt.date(2020, 1, 1)})}
    )
    elsewhere = Visitor(app.test_client())  # type: ignore[arg-type]
    open_file(elsewhere, b"%PDF-1.7 >stream\n" + old.to_json() + b"\nendstream")
    for path, button in (("/after", SAVE), ("/sheet", "Continue")):
        elsewhere.open(path)
        elsewhere.press(button)
        assert elsewhere.first.status_code == 303


def test_too_many_notes_are_told_and_kept(settled: Visitor) -> None:
    settled.answer("what-matters", length="full")
    settled.open("/after")
    for number, name in enumerate(ids(settled.page)):
        settled.write(f"heard-{name}", noise(number))
    entered = settled.form.entered()
    settled.press(SAVE)
    assert settled.status == 400
    assert "Shorten them by about" in settled.page.errors["notes"]
    assert "earlier visit" not in settled.page.errors["notes"]
    assert settled.form.entered() == entered


def noise(number: int) -> str:
    """Return a text of full length that can hardly be compressed."""
    rng = random.Random(number)  # noqa: S311  reproducible
    return "".join(chr(0x410 + rng.randrange(64)) for _place in range(1000))


@pytest.mark.parametrize("path", ["/after/0.pdf", "/after/2.txt", "/after/99.pdf"])
def test_a_visit_that_is_not_there_is_no_page(visited: Visitor, client: LintingClient, path: str) -> None:
    visited.press(SAVE)
    assert client.get(path).status_code == 404


def test_clear_names_the_notes_that_go_and_a_copy_of_them(visited: Visitor) -> None:
    copy = "Download the PDF to keep"
    page = visited.open("/clear")
    assert ("Your notes of" in page.text, copy in page.links) == (False, False)
    visited.open("/after")
    visited.press(SAVE)  # nothing was written down on this page
    assert "Your notes of" not in visited.open("/clear").text
    visited.open("/after")
    visited.write("other", "Zoë calls on Monday.")
    visited.press(SAVE)
    page = visited.open("/clear")
    assert "Your notes of 1 visit go, too." in page.text
    assert page.links[copy] == "/sheet-to-keep.pdf"


def test_clear_offers_no_copy_where_there_is_no_sheet(visited: Visitor, catalogue: Catalogue) -> None:
    visited.press(SAVE)
    (entry, *_others) = catalogue.not_covered
    (clause, *_more) = entry.when.clauses
    for name, options in clause.items():
        visited.answer(catalogue.step_of[name].id, **{name: next(iter(options))})
    page = visited.open("/clear")
    assert "Your notes of 1 visit go, too." in page.text
    assert "Download the PDF to keep" not in page.links


def test_clearing_takes_the_notes_along(visited: Visitor, client: LintingClient) -> None:
    visited.press(SAVE)
    visited.open("/clear")
    visited.press("Clear my answers")
    assert not cookies_of(client)


def test_a_choice_that_is_not_on_the_list_is_refused(visited: Visitor) -> None:
    data = visited.form.data(SAVE)
    data["now"] = "on-the-moon"
    visited.send(data)
    assert [text for name, text in visited.page.errors.items() if name.startswith("now-")] == [
        "One of the choices sent is not on the list. Pick from the list."
    ]


def test_without_notes_no_summary_is_offered(settled: Visitor) -> None:
    settled.client.post("/after/next")
    page = settled.client.page
    assert page.errors
    assert page.heading == "Your next sheet"
    assert not [link for link in page.links.values() if link.startswith("/after/")]


LINES = "They said:\n- 10 of 100 \n\n\n- 2 severe"


def test_lines_stay_lines(settled: Visitor, client: LintingClient) -> None:
    first, *_others = ids(settled.open("/after"))
    for name in (f"heard-{first}", "other"):
        settled.write(name, LINES)
    settled.press(SAVE)
    settled.open("/after")
    kept = "They said:\n- 10 of 100\n\n- 2 severe"
    assert (settled.form.value(f"heard-{first}"), settled.form.value("other")) == (kept, kept)
    text = client.get("/after/1.txt").text
    assert "  They said:\n  - 10 of 100\n\n  - 2 severe\n" in text
    assert kept in text
    command = ["pdftotext", "-raw", "-", "-"]
    pdf = client.get("/after/1.pdf").data
    said = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    assert said.count("They said:\n- 10 of 100\n- 2 severe\n") == 2


def test_a_page_from_before_changes_no_lines(settled: Visitor, client: LintingClient) -> None:
    settled.open("/after")
    settled.write("other", LINES)
    settled.press(SAVE)
    old, other = Visitor(client), Visitor(client)
    for tab in (old, other):
        tab.open("/after")
    other.write("other", "One line.")
    other.press(SAVE)
    old.press(SAVE)
    old.open("/after")
    assert old.form.value("other") == "One line."


def test_lines_come_back_from_the_file(settled: Visitor, client: LintingClient, app: Flask) -> None:
    settled.open("/after")
    settled.write("other", LINES)
    settled.press(SAVE)
    elsewhere = Visitor(app.test_client())  # type: ignore[arg-type]
    open_file(elsewhere, keep(client), "Open, and write down what I heard")
    assert elsewhere.form.value("other") == "They said:\n- 10 of 100\n\n- 2 severe"
