"""Every state of every page, with its heading and the actions to reach it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.free_text import MAX_OWN_QUESTIONS
from tests.browser.person import (
    CATALOGUE,
    CHECK,
    CLEAR,
    CLEARED,
    ORDER,
    OTHERS,
    OWN_BOX,
    PAPER,
    PAPER_OF_CAREGIVER,
    PROBLEM,
    QUESTIONS,
    READY,
    SHEET,
    STAR,
    START,
    UP,
    arrived,
    navigate,
    press,
    tick,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page, Route

OUTSIDE = CATALOGUE.not_covered[0]
BLANK = "Blank sheets to print"
MESSAGE = "Questions for a portal message"
OPEN, AFTER, SUMMARY = "Open a saved sheet", "After your visit", "Your summary is ready"
LOST = "We cannot open the answers in this browser"
TOO_LONG, NOT_PRINTED = "long " * 60, "日本"
NO_SUCH_DAY = {"Month": "2", "Day": "30", "Year": "2027"}


@dataclass(frozen=True)
class State:
    """`shows` is a text that only this state of the page has."""

    name: str
    heading: str
    reach: Callable[[Page], object]
    who: str = "nobody"
    shows: str | None = None
    main: bool = False

    def open(self, page: Page) -> None:
        """Go to the state, and check heading and text."""
        self.reach(page)
        arrived(page, self.heading)
        if self.shows is not None:
            assert self.shows in page.locator("body").inner_text()


def at(path: str) -> Callable[[Page], object]:
    return lambda page: page.goto(path)


def begun_at(path: str) -> Callable[[Page], None]:
    """Open a page with our cookie, but without an answer."""

    def go(page: Page) -> None:
        page.goto("/questions")
        page.goto(path)

    return go


def sent_without_cookies(path: str, button: str) -> Callable[[Page], object]:
    def reach(page: Page) -> None:
        begun_at(path)(page)
        page.context.clear_cookies()
        press(page, button)

    return reach


def lost(page: Page) -> None:
    page.goto("/questions")
    (cookie,) = page.context.cookies()
    page.context.add_cookies([{"name": cookie["name"], "value": "cut", "url": page.url}])
    page.goto("/check")


def wrong_method(page: Page) -> None:
    def post(route: Route) -> None:
        route.continue_(method="POST")

    page.route("**/about", post)
    page.goto("/about")
    page.unroute("**/about", post)


def too_much(page: Page) -> None:
    page.goto("/questions")
    page.get_by_label(OWN_BOX).fill("long " * 20_000)
    press(page, "Update my list")


def none_and_others(page: Page) -> None:
    page.goto("/step/other-treatments")
    tick(page, "current_meds", "steroid", "none")
    tick(page, "past_tx", "bispecific", "none")
    press(page, "Continue")


def six_worries(page: Page) -> None:
    page.goto("/step/what-matters")
    tick(page, "worries", *list(CATALOGUE.field["worries"].options)[:6])
    press(page, "Continue")


def contradicting(page: Page) -> None:
    page.goto("/step/treatment")
    tick(page, "product", "Yescarta")
    tick(page, "cell_source", "donor")
    press(page, "Continue")
    page.goto("/check")


def outside(page: Page) -> None:
    """Say that it is not cancer."""
    page.goto("/step/cancer")
    tick(page, "diagnosis", "not_cancer")
    press(page, "Continue")


def outside_at(path: str) -> Callable[[Page], None]:
    def go(page: Page) -> None:
        outside(page)
        page.goto(path)

    return go


def topics_without_question(page: Page) -> None:
    """Pick topics for each of the notes about them."""
    page.goto("/step/stage")
    tick(page, "stage", "recovering")
    press(page, "Continue")
    page.goto("/step/what-matters")
    tick(page, "worries", "crs", "long_term", "caregiver_load", "work_driving", "dying")
    press(page, "Continue")
    page.goto("/questions")


def all_open(page: Page, path: str = "/questions") -> None:
    """Open all details elements by script, nested ones included."""
    page.goto(path)
    page.evaluate("() => document.querySelectorAll('details').forEach(details => { details.open = true })")


def moved(page: Page) -> None:
    page.goto("/questions/order")
    navigate(page, page.get_by_role("button", name=UP).last)


def others_open(page: Page) -> None:
    all_open(page, "/questions/more")


def answers_changed(page: Page) -> None:
    page.goto("/step/stage")
    tick(page, "stage", "recovering")
    press(page, "Continue")
    page.goto("/questions")


def five_own(page: Page) -> None:
    """Fill every place for an own question; the patient has one already."""
    page.goto("/questions")
    for number in range(2, MAX_OWN_QUESTIONS + 1):
        page.get_by_label(OWN_BOX).fill(f"What about day {number}?")
        press(page, "Add")


def saved(page: Page) -> None:
    page.goto("/questions")
    press(page, "Update my list")


def unticked(page: Page) -> None:
    page.goto("/questions")
    page.locator("#list").get_by_role("checkbox", checked=True).last.uncheck()
    press(page, "Update my list")


def wrong_questions(page: Page) -> None:
    page.goto("/questions")
    for star in page.get_by_role("checkbox", name=STAR).all()[:4]:
        star.check()
    page.get_by_label(OWN_BOX).fill(f"{TOO_LONG}{NOT_PRINTED}")
    press(page, "Update my list")


def wrong_settings(page: Page) -> None:
    page.goto("/sheet")
    for box, text in NO_SUCH_DAY.items():
        page.get_by_label(box).fill(text)
    page.get_by_label("Who is it with?").fill(TOO_LONG)
    page.get_by_label("Column 2").fill(NOT_PRINTED)
    press(page, "Continue")


def opened(page: Page) -> None:
    """Open the sheet of this browser from the file to keep."""
    kept = page.request.get("/sheet-to-keep.pdf").body()
    page.goto("/open")
    page.get_by_label("Your file").set_input_files(
        {"name": "sheet.pdf", "mimeType": "application/pdf", "buffer": kept}
    )
    press(page, "Open")


def not_opened(page: Page) -> None:
    page.goto("/open")
    press(page, "Open")


def written_down(page: Page) -> None:
    page.goto("/after")
    page.get_by_label("Answered", exact=True).first.check()
    page.get_by_label("What else did you hear?").fill("Call on Monday.")


def noted(page: Page) -> None:
    written_down(page)
    press(page, "Save")


def wrong_notes(page: Page) -> None:
    written_down(page)
    page.get_by_label("What you heard").first.fill("long " * 300)
    for box, text in NO_SUCH_DAY.items():
        page.get_by_label(box, exact=True).fill(text)
    press(page, "Save")


def summed_up(page: Page) -> None:
    written_down(page)
    press(page, "Make my summary")


def renewed(page: Page) -> None:
    summed_up(page)
    press(page, "Make my next sheet")


def after_two_visits(page: Page) -> None:
    renewed(page)
    page.goto("/after")


def asked_to_remove(page: Page) -> None:
    after_two_visits(page)
    navigate(page, page.locator(".earlier button").first)


def removed(page: Page) -> None:
    asked_to_remove(page)
    press(page, "Remove visit 1")


def wrong_notes_beside_a_visit(page: Page) -> None:
    renewed(page)
    wrong_notes(page)


def summed_up_nothing(page: Page) -> None:
    page.goto("/after")
    press(page, "Make my summary")


def next_sheet_from_an_old_page(page: Page) -> None:
    summed_up(page)
    page.locator("[name=notes]").evaluate("mark => { mark.value = 'old' }")
    press(page, "Make my next sheet")


def clear_from_an_old_page(page: Page) -> None:
    """Submit the clear form with an outdated token."""
    page.goto("/clear")
    page.locator("[name=csrf_token]").evaluate("token => { token.value = 'old' }")
    press(page, CLEAR)


def cleared(page: Page) -> None:
    page.goto("/clear")
    press(page, CLEAR)


STEPS = {step.id: step.title for step in CATALOGUE.steps}
MAIN_STEP = "treatment"

STATES = (
    State("start", START, at("/"), main=True),
    State("start-begun", START, at("/"), "patient", shows="Go on with my questions"),
    State("start-lost", START, lost, shows=LOST),
    State("start-no-answers", START, at("/check"), shows=CLEARED),
    State("about", "About and sources", at("/about")),
    State("blank", BLANK, at("/blank"), main=True),
    State("privacy", "Privacy", at("/privacy")),
    State("accessibility", "Accessibility", at("/accessibility")),
    *(State(f"{name}-empty", title, at(f"/step/{name}")) for name, title in STEPS.items()),
    *(State(f"{name}-filled", title, at(f"/step/{name}"), "patient", main=name == MAIN_STEP)
      for name, title in STEPS.items()),
    State("step-changed", STEPS["stage"], at("/step/stage?change=1"), "patient"),
    State("step-wrong", STEPS["other-treatments"], none_and_others, "patient", shows=PROBLEM, main=True),
    State("step-six-worries", STEPS["what-matters"], six_worries, shows=PROBLEM),
    State("step-no-cookies", STEPS["stage"], sent_without_cookies("/step/stage", "Continue"), shows=PROBLEM),
    State("check-empty", CHECK, begun_at("/check")),
    State("check-filled", CHECK, at("/check"), "patient", main=True),
    State("check-caregiver", CHECK, at("/check"), "caregiver"),
    State("check-contradiction", CHECK, contradicting, shows=CATALOGUE.look_again[0].text, main=True),
    State("not-covered", OUTSIDE.title, outside, shows=OUTSIDE.text.patient[0], main=True),
    State("not-covered-caregiver", OUTSIDE.title, outside, "caregiver", shows=OUTSIDE.text.caregiver[0]),
    State("check-not-covered", CHECK, outside_at("/check"), shows=OUTSIDE.title),
    State("start-not-covered", START, outside_at("/"), shows=OUTSIDE.title),
    State("questions-empty", QUESTIONS, at("/questions")),
    State("questions-filled", QUESTIONS, at("/questions"), "patient", main=True),
    State("questions-all", QUESTIONS, at("/questions"), "caregiver"),
    State("questions-changed", QUESTIONS, answers_changed, "patient", shows="New on your list"),
    State("questions-full", QUESTIONS, five_own, "patient", shows="You have added 5"),
    State("questions-all-open", QUESTIONS, all_open, "patient", shows="Why it matters"),
    State("questions-saved", QUESTIONS, saved, "patient"),
    State("questions-unticked", QUESTIONS, unticked, "patient"),
    State("questions-notes", QUESTIONS, topics_without_question, shows="We have no question on this",
          main=True),
    State("questions-wrong", QUESTIONS, wrong_questions, "patient", shows=PROBLEM, main=True),
    State("questions-no-cookies", QUESTIONS, sent_without_cookies("/questions", "Make my sheet"),
          shows=PROBLEM),
    State("others-empty", OTHERS, begun_at("/questions/more")),
    State("others-open", OTHERS, others_open, "patient", shows="Why it matters", main=True),
    State("others-held-back", OTHERS, at("/questions/more"), "caregiver", shows="Change that"),
    State("others-no-cookies", OTHERS, sent_without_cookies("/questions/more", "Add to my list"),
          shows=PROBLEM),
    State("order-filled", ORDER, at("/questions/order"), "patient", main=True),
    State("order-moved", ORDER, moved, "patient"),
    State("settings-empty", SHEET, begun_at("/sheet")),
    State("settings-filled", SHEET, at("/sheet"), "patient", main=True),
    State("settings-all", SHEET, at("/sheet"), "caregiver"),
    State("settings-wrong", SHEET, wrong_settings, "patient", shows=PROBLEM),
    State("settings-no-cookies", SHEET, sent_without_cookies("/sheet", "Continue"), shows=PROBLEM),
    State("ready-empty", READY, begun_at("/ready")),
    State("ready-filled", READY, at("/ready"), "patient", main=True),
    State("ready-private-clinic", READY, at("/ready"), "caregiver", shows="How to check a trial or clinic"),
    State("message-empty", MESSAGE, begun_at("/sheet/message")),
    State("message-filled", MESSAGE, at("/sheet/message"), "patient", main=True),
    State("page-empty", PAPER, begun_at("/sheet/page")),
    State("page-filled", PAPER, at("/sheet/page"), "patient", main=True),
    State("page-everything-giant", PAPER_OF_CAREGIVER, at("/sheet/page"), "caregiver",
          shows="Chemotherapy"),
    State("open", OPEN, at("/open"), main=True),
    State("open-replaces", OPEN, at("/open"), "patient", shows="takes their place"),
    State("open-wrong", OPEN, not_opened, "patient", shows="Pick a file first."),
    State("opened", QUESTIONS, opened, "patient", shows="Your saved sheet is open."),
    State("after", AFTER, at("/after"), "patient", main=True),
    State("after-noted", AFTER, noted, "patient", shows="Up to date."),
    State("after-wrong", AFTER, wrong_notes, "patient", shows=PROBLEM),
    State("after-two-visits", AFTER, after_two_visits, "patient", shows="Earlier visits"),
    State("after-wrong-beside-a-visit", AFTER, wrong_notes_beside_a_visit, "patient", shows="Earlier visits"),
    State("after-remove", "Remove visit 1", asked_to_remove, "patient", main=True),
    State("after-removed", AFTER, removed, "patient", shows="are gone from this browser"),
    State("summary-of-nothing", "Your next sheet", summed_up_nothing, "patient"),
    State("next-sheet-from-an-old-page", SUMMARY, next_sheet_from_an_old_page, "patient", shows=PROBLEM),
    State("summary", SUMMARY, summed_up, "patient", main=True),
    State("next-sheet", QUESTIONS, renewed, "patient", shows="This is your next sheet."),
    State("clear", CLEAR, at("/clear"), "patient"),
    State("clear-from-an-old-page", CLEAR, clear_from_an_old_page, "patient", shows=PROBLEM),
    State("cleared", CLEARED, cleared, "patient"),
    State("error-404", "This page is not here", at("/nowhere")),
    State("error-405", "This page cannot be used that way", wrong_method, "patient"),
    State("error-413", "That was too much at once", too_much, "patient"),
)  # fmt: skip
MAIN = tuple(state for state in STATES if state.main)


def by_name(state: State) -> str:
    return state.name
