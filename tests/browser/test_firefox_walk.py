"""The journey in Firefox, which keeps nothing that is typed on a page that is left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.browser.person import (
    CATALOGUE,
    CHECK,
    CLEAR,
    CLEARED,
    DOCTOR,
    NAME,
    ORDER,
    OTHERS,
    OWN,
    PAPER,
    PROBLEM,
    QUESTIONS,
    READY,
    SHEET,
    START,
)
from tests.browser.states import AFTER, BLANK, NOT_PRINTED, SUMMARY
from tests.browser.test_journey import words_of
from tests.catalogues import SAYS_EVERYTHING as PATIENT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tools.firefox import Firefox

pytestmark = pytest.mark.slow
LETTER = (21.59, 27.94)  # centimeters
HEARD = "Call on Monday."
STAGE = CATALOGUE.step_of["stage"]
TOPIC, OTHER = "//details[@class='topic']/summary", "//details[@class='topic']//li//input"
ERRORS, STAR, BAR = "//*[@id='errors']", "//input[@name='star']", "//*[@class='bar']"


@pytest.fixture
def tab(fox: Firefox, address: str) -> Firefox:
    """The start page, with our cookie and without an answer."""
    fox.go(address)
    fox.forget_cookies()
    fox.go(f"{address}/questions")
    fox.go(address)
    return fox


def test_journey_to_pdf_and_clear_in_firefox(tab: Firefox) -> None:
    assert tab.heading == START
    tab.follow("Start")
    for step in CATALOGUE.steps:
        assert tab.heading == step.title
        for field in step.fields:
            for option in PATIENT[field.id]:
                tab.tick(field.id, option)
        tab.press("Continue")
    assert tab.heading == CHECK
    tab.follow("See my questions")
    assert tab.heading == QUESTIONS
    tab.write("own-1", OWN)
    tab.press("Make my sheet")
    assert tab.heading == SHEET
    tab.write("visit_with", DOCTOR)
    tab.press("Continue")
    assert tab.heading == READY
    words = words_of(tab.download("//a[.='Download the PDF']"))
    assert OWN in words
    assert DOCTOR in words
    tab.follow("Read or print it as a web page")
    assert tab.heading == PAPER
    assert OWN in words_of(tab.print(*LETTER))
    tab.follow("Back")
    tab.follow(CLEAR)
    tab.press(CLEAR)
    assert tab.heading == CLEARED
    assert tab.cookies() == ""
    tab.go_back()
    assert tab.heading == CLEARED
    tab.go_back()
    assert OWN not in tab.text("//body")


@dataclass(frozen=True)
class Work:
    """Input on a page: how to enter it, and to see that it is there. `box` has no lines: Enter sends it."""

    path: str
    heading: str
    box: str
    after_enter: str
    do: Callable[[Firefox], object]
    is_there: Callable[[Firefox], bool]


WORK = {
    "step": Work(
        "/step/stage",
        STAGE.title,
        "stage",
        CATALOGUE.steps[CATALOGUE.steps.index(STAGE) + 1].title,
        lambda tab: tab.tick("stage", "came_back"),
        lambda tab: tab.is_ticked("stage", "came_back"),
    ),
    "questions": Work(
        "/questions",
        QUESTIONS,
        "star",
        QUESTIONS,
        lambda tab: tab.write("own-1", OWN),
        lambda tab: tab.value("own-1") == OWN,
    ),
    "after": Work(
        "/after",
        AFTER,
        "visit_with",
        AFTER,
        lambda tab: tab.write("other", HEARD),
        lambda tab: tab.value("other") == HEARD,
    ),
    "settings": Work(
        "/sheet",
        SHEET,
        "visit_with",
        READY,
        lambda tab: tab.write("visit_with", DOCTOR),
        lambda tab: tab.value("visit_with") == DOCTOR,
    ),
}
each_work = pytest.mark.parametrize("work", WORK.values(), ids=WORK)


@each_work
def test_firefox_keeps_input_at_a_link_of_the_frame(tab: Firefox, address: str, work: Work) -> None:
    tab.go(f"{address}{work.path}")
    work.do(tab)
    for link, heading in (
        (NAME, START),
        ("About and sources",) * 2,
        ("Privacy",) * 2,
        ("Accessibility",) * 2,
    ):
        tab.follow_to_new_tab(link)
        assert tab.heading == heading
        tab.close_tab()
        assert tab.heading == work.heading
        assert work.is_there(tab)


@each_work
def test_back_on_the_page_stores_in_firefox(tab: Firefox, address: str, work: Work) -> None:
    tab.go(f"{address}{work.path}")
    work.do(tab)
    tab.press("Back")
    assert tab.heading != work.heading
    tab.go(f"{address}{work.path}")
    assert work.is_there(tab)


@each_work
def test_enter_in_a_box_stores_in_firefox(tab: Firefox, address: str, work: Work) -> None:
    tab.go(f"{address}{work.path}")
    work.do(tab)
    tab.enter_in(work.box)
    assert tab.heading == work.after_enter
    tab.go(f"{address}{work.path}")
    assert work.is_there(tab)


def test_refused_back_has_a_way_out_in_firefox(tab: Firefox, address: str) -> None:
    tab.go(f"{address}/questions")
    tab.write("own-1", NOT_PRINTED)
    tab.press("Back")
    assert tab.heading == QUESTIONS
    assert PROBLEM in tab.text(ERRORS)
    assert tab.has_focus(ERRORS)
    assert tab.value("own-1") == NOT_PRINTED
    tab.follow("Back without saving")
    assert tab.heading == CHECK
    tab.go(f"{address}/questions")
    assert tab.value("own-1") == ""


def test_a_reload_shows_what_is_stored_in_firefox(tab: Firefox, address: str) -> None:
    """Otherwise Firefox shows ticks and text that no page has sent."""
    tab.go(f"{address}/questions")
    tab.write("own-1", OWN)
    tab.reload()
    assert tab.value("own-1") == ""


def test_notes_of_a_visit_stay_in_firefox(tab: Firefox, address: str, tmp_path: Path) -> None:
    """They stay over the next page, Back, a reload and a refused form."""
    tab.go(f"{address}/sheet")
    tab.write("visit_with", DOCTOR)
    tab.press("Continue")
    kept = tmp_path / "kept.pdf"
    kept.write_bytes(tab.download("//a[.='Download the PDF to keep']"))
    tab.forget_cookies()
    tab.go(f"{address}/open")
    tab.choose_file("sheet", kept)
    tab.press("Open, and write down what I heard")
    tab.reload()
    assert (tab.heading, tab.value("visit_with")) == (AFTER, DOCTOR)
    tab.write("other", HEARD)
    tab.press("Save")
    tab.write("month", "13")
    tab.write("other", f" {NOT_PRINTED}")
    tab.press("Make my summary")
    assert PROBLEM in tab.text(ERRORS)
    assert NOT_PRINTED in tab.value("other")
    tab.go_back()
    assert tab.value("other") == HEARD
    tab.press("Make my summary")
    assert tab.heading == SUMMARY
    tab.go_back()
    assert (tab.heading, tab.value("other")) == (AFTER, HEARD)
    tab.reload()
    assert tab.value("other") == HEARD


def test_a_star_by_keyboard_in_firefox(tab: Firefox, address: str) -> None:
    tab.go(f"{address}/questions")
    assert "Not updated:" not in tab.text(BAR)
    tab.space_at(STAR)
    assert "Not updated:" in tab.text(BAR)
    tab.press("Update my list")
    assert "top 3: 1" in tab.text(BAR)


def test_blank_sheet_in_firefox(tab: Firefox, address: str) -> None:
    tab.go(f"{address}/blank")
    assert tab.heading == BLANK
    tab.tick("size", "giant")
    tab.follow_to_new_tab("Privacy")
    tab.close_tab()
    assert tab.is_ticked("size", "giant")
    words = words_of(tab.download("//button[.='Get the PDF']"))
    assert CATALOGUE.paper.title.patient in words


def test_back_stores_other_questions_in_firefox(tab: Firefox, address: str) -> None:
    tab.go(f"{address}/questions")
    before = tab.text(BAR)
    tab.go(f"{address}/questions/more")
    assert tab.heading == OTHERS
    tab.space_at(TOPIC)
    tab.space_at(OTHER)
    tab.press("Back")
    assert tab.heading == QUESTIONS
    assert tab.text(BAR) != before


def test_back_from_the_order_in_firefox(tab: Firefox, address: str) -> None:
    tab.go(f"{address}/questions/order")
    assert tab.heading == ORDER
    tab.press("Back")
    assert tab.heading == QUESTIONS
