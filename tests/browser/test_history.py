"""Back, forward, reload, and more than one tab."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.person import (
    CATALOGUE,
    CHECK,
    CLEAR,
    CLEARED,
    DOCTOR,
    NAME,
    OWN,
    OWN_BOX,
    PROBLEM,
    QUESTIONS,
    READY,
    SHEET,
    UP,
    answer,
    arrived,
    back,
    follow,
    link_of,
    navigate,
    option,
    press,
    said_in,
    tick,
    ticked,
)
from tests.browser.states import AFTER, NO_SUCH_DAY, NOT_PRINTED, OPEN, SUMMARY, begun_at, too_much
from tests.catalogues import SAYS_EVERYTHING as PATIENT

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.conftest import Visits

NEW = "May I bring a friend?"
SHEETS = {"/check", "/sheet", "/ready"}  # pages that need answers


def test_back_and_forward_keep_the_answers(page: Page) -> None:
    page.goto("/")
    follow(page, "Start")
    for step in CATALOGUE.steps:
        answer(page, step, PATIENT)
        press(page, "Continue")
    for step in reversed(CATALOGUE.steps):
        page.go_back()
        arrived(page, step.title)
        assert ticked(page) == said_in(step, PATIENT)
    for step in CATALOGUE.steps[1:]:
        page.go_forward()
        arrived(page, step.title)
        assert ticked(page) == said_in(step, PATIENT)
    page.go_forward()
    arrived(page, CHECK)
    assert CATALOGUE.field["diagnosis"].options["lbcl"].label in page.get_by_role("main").inner_text()


def test_back_on_the_page_keeps_the_answers(visits: Visits) -> None:
    page = visits.open("patient")
    page.goto("/questions")
    back(page)
    arrived(page, CHECK)
    for step in reversed(CATALOGUE.steps):
        back(page)
        arrived(page, step.title)
        assert ticked(page) == said_in(step, PATIENT)


@dataclass(frozen=True)
class Work:
    """Input on a page: how to enter it, to check that it is there, and to submit it."""

    path: str
    heading: str
    do: Callable[[Page], object]
    is_there: Callable[[Page], bool]
    button: str
    next_heading: str


STAGE = next(step for step in CATALOGUE.steps if step.id == "stage")
AFTER_STAGE = CATALOGUE.steps[CATALOGUE.steps.index(STAGE) + 1]
WORK = {
    "step": Work(
        "/step/stage",
        STAGE.title,
        lambda page: tick(page, "stage", "came_back"),
        lambda page: option(page, "stage", "came_back").is_checked(),
        "Continue",
        AFTER_STAGE.title,
    ),
    "after": Work(
        "/after",
        AFTER,
        lambda page: page.get_by_label("What else did you hear?").fill(NEW),
        lambda page: page.get_by_label("What else did you hear?").input_value() == NEW,
        "Make my summary",
        SUMMARY,
    ),
    "questions": Work(
        "/questions",
        QUESTIONS,
        lambda page: page.get_by_label(OWN_BOX).fill(NEW),
        lambda page: NEW in page.locator("textarea").evaluate_all("all => all.map(field => field.value)"),
        "Make my sheet",
        SHEET,
    ),
    "sheet": Work(
        "/sheet",
        SHEET,
        lambda page: page.get_by_label("Who is it with?").fill("Dr. Sky"),
        lambda page: page.get_by_label("Who is it with?").input_value() == "Dr. Sky",
        "Continue",
        READY,
    ),
}
each_work = pytest.mark.parametrize("work", WORK.values(), ids=WORK)


def nothing_of_the_patient(page: Page) -> None:
    """Check that the page has no text that the patient typed or picked."""
    texts = page.locator("input[type=text], textarea").evaluate_all("all => all.map(field => field.value)")
    assert not [text for text in texts if text]
    shown = page.locator("body").inner_text()
    picked = [
        CATALOGUE.field[name].options[value].label
        for name in ("diagnosis", "product")
        for value in PATIENT[name]
    ]
    hints = ("/step/", "/questions")  # these words are options there, or part of a question for everyone
    said = [OWN, DOCTOR, NEW, *([] if any(hint in page.url for hint in hints) else picked)]
    assert [text for text in said if text in shown] == []


def clear_on_the_way(page: Page) -> None:
    follow(page, CLEAR)
    arrived(page, CLEAR)
    press(page, CLEAR)
    arrived(page, CLEARED)
    assert page.context.cookies() == []


def back_twice(page: Page) -> None:
    """Go back to the page before "Clear my answers", which says that there are none."""
    page.go_back()
    arrived(page, CLEARED)
    page.go_back()


@pytest.mark.parametrize("path", ["/", "/step/cancer", "/check", "/questions", "/sheet", "/ready"])
def test_back_after_clear_shows_no_answers(visits: Visits, path: str) -> None:
    page = visits.open("patient")
    page.goto(path)
    clear_on_the_way(page)
    back_twice(page)
    assert page.url.endswith("/#no-answers" if path in SHEETS else path)
    nothing_of_the_patient(page)
    shown = ticked(page)
    new = visits.open()
    new.goto(path)
    assert shown == ticked(new)


@each_work
@pytest.mark.parametrize("sent", [True, False], ids=["sent", "not-sent"])
def test_back_after_clear_restores_no_input(visits: Visits, work: Work, *, sent: bool) -> None:
    """Browsers restore form input on Back, unless the form has changed."""
    page = visits.open("patient")
    page.goto(work.path)
    work.do(page)
    if sent:
        press(page, work.button)
        arrived(page, work.next_heading)
    clear_on_the_way(page)
    back_twice(page)
    if sent:
        page.go_back()
    if work.path in SHEETS:
        expect(page.locator("#no-answers")).to_be_visible()
        return
    if work is WORK["after"]:
        arrived(page, OPEN)
        return
    arrived(page, work.heading)
    assert not work.is_there(page)


def test_back_after_clear_hides_the_sheet(visits: Visits) -> None:
    page = visits.open("patient")
    page.goto("/sheet/page")
    assert OWN in page.get_by_role("main").inner_text()
    page.goto("/clear")
    press(page, CLEAR)
    arrived(page, CLEARED)
    back_twice(page)
    expect(page.locator("#no-answers")).to_be_visible()
    nothing_of_the_patient(page)


@each_work
@pytest.mark.parametrize("link", [NAME, "About and sources", "Privacy", "Accessibility"])
def test_input_survives_a_link_of_the_frame(page: Page, work: Work, link: str) -> None:
    begun_at(work.path)(page)
    work.do(page)
    with page.expect_popup() as opening:
        link_of(page, f"{link} (opens in a new tab)").click()
    assert opening.value.get_by_role("heading", level=1).count() == 1
    arrived(page, work.heading)
    assert work.is_there(page)


@each_work
def test_input_survives_back_on_the_page(page: Page, work: Work) -> None:
    begun_at(work.path)(page)
    work.do(page)
    back(page)
    page.goto(work.path)
    assert work.is_there(page)


@each_work
def test_enter_in_a_box_stores_input(page: Page, work: Work) -> None:
    """Back is the first button that is seen, and Enter does not press it."""
    begun_at(work.path)(page)
    work.do(page)
    page.locator("[name=stage], [name=star], [name=visit_with]").first.press("Enter")
    page.wait_for_url(re.compile("#"))
    arrived(page, work.next_heading if work in (WORK["step"], WORK["sheet"]) else work.heading)
    page.goto(work.path)
    assert work.is_there(page)


@pytest.mark.parametrize("work", [WORK["step"], WORK["questions"]], ids=["step", "questions"])
def test_input_survives_back_of_the_browser(page: Page, work: Work) -> None:
    """Chromium fills in a page again, but for boxes with `autocomplete="off"`; Firefox fills in none."""
    begun_at(work.path)(page)
    work.do(page)
    page.goto("/privacy")
    page.go_back()
    arrived(page, work.heading)
    assert work.is_there(page)


def test_back_from_413_keeps_input(page: Page) -> None:
    too_much(page)
    assert "still have it in the boxes" in page.get_by_role("main").inner_text()
    page.go_back()
    arrived(page, QUESTIONS)
    assert len(page.get_by_label(OWN_BOX).input_value()) > 50_000


@each_work
def test_stale_tab_after_clear_keeps_input(visits: Visits, work: Work) -> None:
    page = visits.open("patient")
    page.goto(work.path)
    work.do(page)
    other = page.context.new_page()
    other.goto("/clear")
    press(other, CLEAR)
    arrived(other, CLEARED)

    press(page, work.button)
    arrived(page, work.heading)
    expect(page.get_by_role("alert")).to_contain_text(PROBLEM)
    expect(page.get_by_role("alert")).to_contain_text("press the button again")
    assert work.is_there(page)
    press(page, work.button)
    arrived(page, work.next_heading)
    page.goto(work.path)
    assert work.is_there(page)


def test_two_tabs_on_two_steps_both_count(page: Page) -> None:
    other = page.context.new_page()
    page.goto("/step/cancer")
    other.goto("/step/stage")
    tick(page, "diagnosis", "myeloma")
    tick(other, "stage", "preparing")
    press(page, "Continue")
    arrived(page, CATALOGUE.steps[2].title)
    press(other, "Continue")
    arrived(other, AFTER_STAGE.title)
    page.goto("/check")
    shown = page.get_by_role("main").inner_text()
    assert CATALOGUE.field["diagnosis"].options["myeloma"].label in shown
    assert CATALOGUE.field["stage"].options["preparing"].label in shown


@pytest.mark.parametrize("work", [WORK["questions"], WORK["sheet"]], ids=["questions", "sheet"])
def test_stale_tab_keeps_input_of_other_tab(visits: Visits, work: Work) -> None:
    page = visits.open("patient")
    page.goto(work.path)
    other = page.context.new_page()
    other.goto(work.path)
    work.do(other)
    press(other, work.button)
    arrived(other, work.next_heading)
    press(page, work.button)
    arrived(page, work.next_heading)
    page.goto(work.path)
    assert work.is_there(page)


def no_such_day(page: Page) -> None:
    for box, text in NO_SUCH_DAY.items():
        page.get_by_label(box).fill(text)


MISTAKES: dict[str, tuple[str, Callable[[Page], object], str, str]] = {
    "step": ("/step/health", lambda page: tick(page, "conditions", "heart", "none"), "Continue", ":checked"),
    "questions": (
        "/questions",
        lambda page: page.get_by_label(OWN_BOX).fill(NOT_PRINTED),
        "Update my list",
        "textarea",
    ),
    "sheet": (
        "/sheet",
        no_such_day,
        "Continue",
        "[type=text]",
    ),
}


@pytest.mark.parametrize(("path", "mistake", "button", "fields"), MISTAKES.values(), ids=MISTAKES)
def test_reload_of_form_errors_keeps_page(
    page: Page, path: str, mistake: Callable[[Page], object], button: str, fields: str
) -> None:
    values = "all => all.map(field => field.value)"
    begun_at(path)(page)
    mistake(page)
    press(page, button)
    expect(page.get_by_role("alert")).to_contain_text(PROBLEM)
    title, entered = page.title(), page.locator(fields).evaluate_all(values)
    assert any(entered)
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text(PROBLEM)
    assert page.title() == title
    assert page.locator(fields).evaluate_all(values) == entered


def test_reload_of_404_is_404(page: Page) -> None:
    for _time in range(2):
        answered = page.reload() if "nowhere" in page.url else page.goto("/nowhere")
        assert answered is not None
        assert answered.status == 404
        arrived(page, "This page is not here")


def test_reload_does_not_repeat_move(visits: Visits) -> None:
    page = visits.open("patient")
    page.goto("/questions/order")
    navigate(page, page.get_by_role("button", name=UP).last)
    asks = page.locator("li[id^=q-]")
    order = asks.evaluate_all("items => items.map(item => item.id)")
    page.reload()
    assert asks.evaluate_all("items => items.map(item => item.id)") == order


def test_notes_of_a_visit_stay(visits: Visits) -> None:
    """They stay over the next page, Back, a reload and a refused form."""
    kept = visits.open("patient").request.get("/sheet-to-keep.pdf").body()
    page = visits.open()
    page.goto("/open")
    page.get_by_label("Your file").set_input_files(
        {"name": "sheet.pdf", "mimeType": "application/pdf", "buffer": kept}
    )
    press(page, "Open, and write down what I heard")
    page.reload()
    arrived(page, AFTER)
    assert page.get_by_label("Who was it with?").input_value() == DOCTOR
    other = page.get_by_label("What else did you hear?")
    other.fill(NEW)
    press(page, "Save")
    other.fill(NOT_PRINTED)
    press(page, "Make my summary")
    expect(page.locator("#errors")).to_be_visible()
    assert other.input_value() == NOT_PRINTED
    page.go_back()
    assert other.input_value() == NOT_PRINTED  # Chromium fills in again what was typed last
    other.fill(NEW)
    press(page, "Make my summary")
    arrived(page, SUMMARY)
    page.go_back()
    arrived(page, AFTER)
    assert other.input_value() == NEW
    page.reload()
    assert other.input_value() == NEW
