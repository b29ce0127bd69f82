"""Actions of a visitor in a browser, by labels, buttons and links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.catalogues import SAYS_EVERYTHING as PATIENT
from tests.catalogues import journey

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playwright.sync_api import Locator, Page

    from app.content import Step

CATALOGUE = journey()
NAME = CATALOGUE.name
PAPER, PAPER_OF_CAREGIVER = CATALOGUE.paper.title.patient, CATALOGUE.paper.title.caregiver
START = CATALOGUE.texts.start
CHECK = "Check your answers"
QUESTIONS = "Your questions"
OTHERS = "Other questions"
ORDER = "Change the order"
OWN_BOX = "Add a question of your own"
SHEET = "Your sheet"
READY = "Your sheet is ready"
CLEAR = "Clear my answers"
CLEARED = "There are no answers in this browser"
PROBLEM = "There is a problem"
OWN = "Can my dog stay with me?"
DOCTOR = "Dr. Bell"
STAR = re.compile(r"^Top 3")
UP, DOWN = re.compile(r"^Move (this topic )?up"), re.compile(r"^Move (this topic )?down")

NAME_AND_VALUE = "boxes => boxes.map(box => [box.name, box.value])"

Answers = dict[str, tuple[str, ...]]
CAREGIVER: Answers = {
    "role": ("caregiver",),
    "diagnosis": ("not_sure",),
    "therapy": ("nk_cells", "car_nk"),
    "setting": ("private_clinic", "abroad"),
    "stage": ("preparing",),
    "worries": ("caregiver_load", "trust"),
    "length": ("full",),
    "show_sensitive": ("no",),
}


def arrived(page: Page, heading: str) -> None:
    """Wait for the page with this h1."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def group(page: Page, name: str) -> Locator:
    """Return the fieldset of a field."""
    return page.get_by_role("group", name=CATALOGUE.field[name].ask, exact=True)


def option(page: Page, name: str, value: str) -> Locator:
    return group(page, name).get_by_label(CATALOGUE.field[name].options[value].label, exact=True)


def tick(page: Page, name: str, *values: str) -> None:
    for value in values:
        option(page, name, value).check()


def answer(page: Page, step: Step, answers: Mapping[str, tuple[str, ...]]) -> None:
    """Select the answers to the fields of this step."""
    for field in step.fields:
        tick(page, field.id, *answers.get(field.id, ()))


def ticked(page: Page) -> Answers:
    """Return the checked options on this page by field, without unanswered fields."""
    found: Answers = {}
    for name, value in page.locator("fieldset input:checked").evaluate_all(NAME_AND_VALUE):
        found[name] = (*found.get(name, ()), value)
    return found


def said_in(step: Step, answers: Answers) -> Answers:
    """Return the answers to the fields of this step."""
    return {field.id: answers[field.id] for field in step.fields if field.id in answers}


def navigate(page: Page, control: Locator) -> None:
    """Click on a link or button and wait until the page it leads to is loaded.

    A click alone returns before that: what is done next would be done to either page.
    """
    with page.expect_navigation():
        control.click()


def button_of(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True).first


def link_of(page: Page, name: str) -> Locator:
    return page.get_by_role("link", name=name, exact=True).first


def press(page: Page, button: str) -> None:
    navigate(page, button_of(page, button))


def follow(page: Page, link: str) -> None:
    navigate(page, link_of(page, link))


def back(page: Page) -> None:
    """Use Back at the top of the page, a link or a button."""
    navigate(page, page.locator(".back").first)


def walk(page: Page, answers: Answers) -> None:
    """Go from the start page through all steps to the check page."""
    page.goto("/")
    follow(page, "Start")
    for step in CATALOGUE.steps:
        arrived(page, step.title)
        answer(page, step, answers)
        press(page, "Continue")
    arrived(page, CHECK)


def patient(page: Page) -> None:
    """Answer everything, add an own question, star one, and fill in the appointment."""
    walk(page, PATIENT)
    page.goto("/questions")
    page.get_by_label(OWN_BOX).fill(OWN)
    page.get_by_role("checkbox", name=STAR).first.check()
    press(page, "Make my sheet")
    page.get_by_label("Month").fill("1")
    page.get_by_label("Day").fill("2")
    page.get_by_label("Year").fill(str(CATALOGUE.review.facts_checked.year + 1))
    page.get_by_label("Who is it with?").fill(DOCTOR)
    press(page, "Continue")
    arrived(page, READY)


def caregiver(page: Page) -> None:
    """Make the largest sheet: all questions, all parts, giant letters, three columns."""
    walk(page, CAREGIVER)
    page.goto("/sheet")
    page.get_by_label("A4").check()
    page.get_by_label("Giant").check()
    for part in CATALOGUE.parts.values():
        page.get_by_label(part.title, exact=False).first.check()
    for number, treatment in enumerate(("CAR T", "NK cells", "Chemotherapy with a very long name"), 1):
        page.get_by_label(f"Column {number}").fill(treatment)
    press(page, "Continue")
    arrived(page, READY)


PEOPLE: dict[str, Callable[[Page], None]] = {"patient": patient, "caregiver": caregiver}
