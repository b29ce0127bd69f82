from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.person import (
    CAREGIVER,
    CATALOGUE,
    CHECK,
    CLEAR,
    CLEARED,
    DOCTOR,
    NAME,
    OWN,
    OWN_BOX,
    PAPER,
    PAPER_OF_CAREGIVER,
    QUESTIONS,
    READY,
    SHEET,
    START,
    Answers,
    answer,
    arrived,
    button_of,
    follow,
    link_of,
    press,
    said_in,
    tick,
    ticked,
)
from tests.browser.states import begun_at
from tests.catalogues import SAYS_EVERYTHING as PATIENT

if TYPE_CHECKING:
    from playwright.sync_api import Download, Page

    from app.content import Step
    from tests.browser.conftest import Visits

SMALLEST_PDF = 10_000  # bytes


def at(page: Page, heading: str) -> None:
    """Check the heading of the page, and the title that begins with it."""
    arrived(page, heading)
    assert page.title() == f"{heading} \N{EN DASH} {NAME}"


def pdf_in(download: Download) -> bytes:
    data = Path(download.path()).read_bytes()
    assert data.startswith(b"%PDF-")
    assert len(data) > SMALLEST_PDF
    return data


def words_of(pdf: bytes) -> str:
    command = ["pdftotext", "-raw", "-", "-"]
    return " ".join(
        subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode().split()
    )


@pytest.mark.parametrize("answers", [PATIENT, CAREGIVER, {}], ids=["patient", "caregiver", "nothing-said"])
def test_journey_to_pdf_and_clear_without_scripts(visits: Visits, page: Page, answers: Answers) -> None:
    page.goto("/")
    at(page, START)
    follow(page, "Start")
    for step in CATALOGUE.steps:
        at(page, step.title)
        answer(page, step, answers)
        press(page, "Continue")

    at(page, CHECK)
    follow(page, "See my questions")
    at(page, QUESTIONS)
    page.get_by_label(OWN_BOX).fill(OWN)
    press(page, "Make my sheet")
    at(page, SHEET)
    page.get_by_label("Who is it with?").fill(DOCTOR)
    press(page, "Continue")
    at(page, READY)
    with page.expect_download() as downloading:
        link_of(page, "Download the PDF").click()
    assert downloading.value.suggested_filename == "question-sheet.pdf"
    words = words_of(pdf_in(downloading.value))
    assert OWN in words
    assert DOCTOR in words

    at(page, READY)
    follow(page, "Read or print it as a web page")
    at(page, PAPER_OF_CAREGIVER if answers == CAREGIVER else PAPER)
    assert OWN in page.get_by_role("main").inner_text()
    follow(page, "Back")
    at(page, READY)
    follow(page, "Questions only, for a portal message")
    at(page, "Questions for a portal message")
    assert OWN in page.get_by_role("textbox").input_value()
    follow(page, "The whole text, with hints and notes")
    assert OWN in page.locator("body").inner_text()

    page.goto("/ready")
    assert page.context.cookies()
    follow(page, CLEAR)
    at(page, CLEAR)
    press(page, CLEAR)
    at(page, CLEARED)
    assert page.context.cookies() == []
    assert visits.origins == {visits.address}


@pytest.mark.parametrize("role", ["patient", "caregiver", "parent"])
def test_without_a_sheet_one_can_go_back_without_scripts(page: Page, role: str) -> None:
    page.goto("/step/about-you")
    tick(page, "role", role)
    press(page, "Continue")
    tick(page, "diagnosis", "not_cancer")
    press(page, "Continue")
    (entry,) = CATALOGUE.not_covered
    at(page, entry.title)
    lines = entry.text.patient if role == "patient" else entry.text.caregiver
    assert all(line in page.get_by_role("main").inner_text() for line in lines)
    page.goto("/questions")
    at(page, entry.title)
    page.go_back()
    page.goto("/not-covered")
    follow(page, "Back to the question")
    at(page, CATALOGUE.step_of["diagnosis"].title)
    assert ticked(page) == {"diagnosis": ("not_cancer",)}
    tick(page, "diagnosis", "mcl")
    press(page, "Go straight to the questions")
    at(page, QUESTIONS)


def test_without_a_sheet_answers_can_be_cleared(page: Page) -> None:
    page.goto("/step/cancer")
    tick(page, "diagnosis", "not_cancer")
    press(page, "Continue")
    follow(page, "Leave and clear my answers")
    at(page, CLEAR)
    press(page, CLEAR)
    at(page, CLEARED)
    assert page.context.cookies() == []


def test_start_page_downloads_blank_sheet(page: Page) -> None:
    page.goto("/")
    follow(page, "Blank sheets to print")
    at(page, "Blank sheets to print")
    page.get_by_label("Giant").check()
    with page.expect_download() as downloading:
        button_of(page, "Get the PDF").click()
    assert downloading.value.suggested_filename == "blank-question-sheet.pdf"
    pdf_in(downloading.value)


@pytest.mark.parametrize(
    ("link", "heading"),
    [("About and sources", "About and sources"), ("Privacy", "Privacy"), ("Accessibility", "Accessibility"),
     (CLEAR, CLEAR), (NAME, START)],
)  # fmt: skip
def test_site_links_lead_to_their_pages(page: Page, link: str, heading: str) -> None:
    begun_at("/check")(page)
    follow(page, link)
    at(page, heading)


@pytest.mark.parametrize("step", CATALOGUE.steps, ids=lambda step: step.id)
def test_change_link_returns_to_check_page(visits: Visits, step: Step) -> None:
    page = visits.open("patient")
    page.goto("/check")
    follow(page, f"Change {step.title}")
    at(page, step.title)
    assert ticked(page) == said_in(step, PATIENT)
    press(page, "Continue")
    at(page, CHECK)
