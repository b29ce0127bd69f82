"""People for whom there is no sheet are told so, and can go back, change their answer, or clear it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cryptography.fernet import Fernet

from app import create_app
from app.settings import Settings
from tests.catalogues import JOURNEY_FILE, real
from tests.web.jar import ANSWERED
from tests.web.linter import LintingClient
from tests.web.page import text_of
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

    from app.content import Catalogue
    from tests.web.jar import Jar

PAGE = "/not-covered"
WHY = "Read why, and whom to ask"
OF_THE_SHEET = (
    "/questions",
    "/questions/more",
    "/questions/order",
    "/sheet",
    "/ready",
    "/sheet.pdf",
    "/sheet/page",
    "/sheet/message",
    "/sheet.txt",
)
OPEN_TO_ALL = (
    "/",
    "/step/about-you",
    "/step/cancer",
    "/check",
    "/clear",
    "/about",
    "/privacy",
    "/blank",
    "/blank.pdf",
)
RULE = "not_covered:\n  - when: [{diagnosis: [not_cancer]}]\n"


@pytest.fixture
def outside(visitor: Visitor) -> Visitor:
    """Someone who said that it is not cancer."""
    visitor.answer("cancer", diagnosis="not_cancer")
    return visitor


def test_step_leads_to_the_page_that_says_why(outside: Visitor, catalogue: Catalogue) -> None:
    (entry,) = catalogue.not_covered
    assert (outside.first.status_code, outside.address) == (303, PAGE)
    assert outside.page.heading == entry.title
    assert all(line in outside.page.text for line in entry.text.patient)
    assert catalogue.source[entry.sources[0]].title in outside.page.text


@pytest.mark.parametrize("button", ["Continue", "Go straight to the questions"])
@pytest.mark.parametrize("step", ["about-you", "cancer", "treatment", "what-matters"])
def test_every_later_step_leads_there_too(outside: Visitor, step: str, button: str) -> None:
    outside.open(f"/step/{step}")
    outside.press(button)
    assert outside.address == PAGE


@pytest.mark.parametrize("path", OF_THE_SHEET)
def test_every_address_of_the_sheet_leads_there(outside: Visitor, path: str) -> None:
    for answered in (outside.client.get(path), outside.client.head(path)):
        assert (answered.status_code, answered.location) == (303, f"{PAGE}#top")


@pytest.mark.parametrize(
    ("path", "button", "typed"),
    [
        ("/questions", "Update my list", {"own-1": "Is there a garden?"}),
        ("/questions", "Make my sheet", {"own-1": "Is there a garden?"}),
        ("/questions", "About 15", {"own-1": "Is there a garden?"}),
        ("/sheet", "Continue", {"visit_with": "Dr. Lee", "month": "11", "column_1": "CAR T here"}),
    ],
)
def test_what_was_typed_in_an_open_tab_is_kept(
    visitor: Visitor, client: LintingClient, path: str, button: str, typed: dict[str, str]
) -> None:
    typed |= {"day": "26", "year": "2026"} if "month" in typed else {}
    open_tab = Visitor(client)
    open_tab.open(path)
    for name, text in typed.items():
        open_tab.write(name, text)
    visitor.answer("cancer", diagnosis="not_cancer")
    open_tab.press(button)
    assert (open_tab.first.status_code, open_tab.address) == (303, PAGE)
    open_tab.go("Back to the question")
    open_tab.tick("diagnosis", "mcl")
    open_tab.press("Continue")
    open_tab.open(path)
    assert {name: open_tab.form.value(name) for name in typed} == typed


def test_what_cannot_be_stored_stays_on_the_page(visitor: Visitor, client: LintingClient) -> None:
    open_tab = Visitor(client)
    open_tab.open("/questions")
    open_tab.write("own-1", "x" * 201)
    visitor.answer("cancer", diagnosis="not_cancer")
    open_tab.press("Update my list")
    assert (open_tab.status, open_tab.form.value("own-1")) == (400, "x" * 201)
    open_tab.write("own-1", "Shorter?")
    open_tab.press("Update my list")
    assert open_tab.address == PAGE


@pytest.mark.parametrize("path", OPEN_TO_ALL)
def test_the_other_pages_stay_open(outside: Visitor, path: str) -> None:
    assert outside.client.get(path).status_code == 200


@pytest.mark.parametrize("path", OF_THE_SHEET)
def test_the_sheet_is_open_to_all_others(visitor: Visitor, path: str) -> None:
    visitor.answer("cancer", diagnosis="mcl")
    assert visitor.client.get(path).status_code == 200


@pytest.mark.parametrize("answers", [{}, {"diagnosis": "mcl"}], ids=["nothing-said", "covered"])
def test_whom_it_does_not_concern_goes_to_the_answers(visitor: Visitor, answers: dict[str, str]) -> None:
    visitor.answer("cancer", **answers)
    visitor.open(PAGE)
    assert (visitor.first.status_code, visitor.address) == (303, "/check")


@pytest.mark.parametrize("way", ["Back", "Back to the question"])
def test_back_leads_to_the_answer_which_is_kept(outside: Visitor, way: str) -> None:
    outside.go(way)
    assert outside.address == "/step/cancer"
    assert outside.form.ticked("diagnosis") == ["not_cancer"]
    outside.tick("diagnosis", "mcl")
    outside.press("Continue")
    assert outside.address == "/step/treatment"
    assert outside.open("/questions").heading == "Your questions"


def test_change_on_the_check_page_opens_the_sheet(outside: Visitor, catalogue: Catalogue) -> None:
    page = outside.open("/check")
    assert "It is not cancer" in page.text
    assert "See my questions" not in page.links
    assert "Most questions come then, too." not in page.text
    assert [text_of(note) for note in page.of_class("note")] == [f"{catalogue.not_covered[0].title} {WHY}"]
    outside.go(WHY)
    assert outside.address == PAGE
    outside.open("/check")
    outside.go("Change The cancer")
    outside.press("Continue")
    assert outside.address == PAGE
    outside.open("/step/cancer?change=1")
    outside.tick("diagnosis", "mcl")
    outside.press("Continue")
    assert outside.address == "/check"
    assert "Most questions come then, too." in outside.page.text
    assert outside.page.of_class("note") == []
    outside.go("See my questions")
    assert outside.address == "/questions"


def test_start_page_offers_no_questions_to_them(outside: Visitor, catalogue: Catalogue) -> None:
    page = outside.open("/")
    assert catalogue.not_covered[0].title in page.text
    assert page.links[WHY] == PAGE
    assert page.links["Look at my answers"] == "/check"
    assert "/questions" not in page.links.values()
    outside.answer("cancer", diagnosis="mcl")
    links = outside.open("/").links
    assert links["Go on with my questions"] == "/questions"
    assert WHY not in links


def test_it_can_be_left_and_cleared(outside: Visitor, jar: Jar) -> None:
    outside.go("Leave and clear my answers")
    assert outside.page.heading == "Clear my answers"
    outside.press("Clear my answers")
    assert outside.page.heading == "There are no answers in this browser"
    assert jar.names == set()
    outside.open(PAGE)
    assert outside.address == "/#no-answers"


def test_looking_at_it_changes_no_cookie(outside: Visitor, jar: Jar) -> None:
    before = jar.value(ANSWERED)
    outside.open("/questions")
    assert outside.address == PAGE
    assert jar.value(ANSWERED) == before


@pytest.mark.parametrize(
    ("role", "voice"), [("patient", "patient"), ("caregiver", "caregiver"), ("parent", "caregiver")]
)
def test_it_speaks_in_the_voice_of_the_reader(
    visitor: Visitor, catalogue: Catalogue, role: str, voice: str
) -> None:
    visitor.answer("about-you", role=role)
    visitor.answer("cancer", diagnosis="not_cancer")
    (entry,) = catalogue.not_covered
    for each, lines in (("patient", entry.text.patient), ("caregiver", entry.text.caregiver)):
        assert all((line in visitor.page.text) == (each == voice) for line in lines)


def test_what_was_typed_before_is_still_there_after(visitor: Visitor) -> None:
    visitor.open("/questions")
    visitor.write("own-1", "Is there a garden?")
    visitor.press("Update my list")
    visitor.answer("cancer", diagnosis="not_cancer")
    visitor.answer("cancer", diagnosis="mcl")
    visitor.open("/questions")
    assert visitor.form.value("own-1") == "Is there a garden?"


@pytest.mark.parametrize(
    ("rule", "answers", "step"),
    [
        ("[{stage: [deciding], diagnosis: [mcl]}]",
         {"cancer": {"diagnosis": "mcl"}, "stage": {"stage": "deciding"}}, "stage"),
        ("[{at_least_two: [therapy]}]", {"treatment": {"therapy": ("car_t", "car_nk")}}, "treatment"),
        ("always", {"cancer": {"diagnosis": "mcl"}}, "about-you"),
    ],
    ids=["two-fields", "two-options", "everyone"],
)  # fmt: skip
def test_any_rule_leads_back_to_a_step(
    tmp_path: Path, rule: str, answers: dict[str, dict[str, str | tuple[str, ...]]], step: str
) -> None:
    text = JOURNEY_FILE.read_text(encoding="utf-8")
    assert RULE in text
    file = tmp_path / "questions.yaml"
    file.write_text(text.replace(RULE, f"not_covered:\n  - when: {rule}\n"), encoding="utf-8")
    app = create_app(Settings((Fernet.generate_key().decode(),), file))
    app.test_client_class = LintingClient
    client = app.test_client()
    assert isinstance(client, LintingClient)
    visitor = Visitor(client)
    for name, said in answers.items():
        visitor.answer(name, **said)
    visitor.open(PAGE)
    assert (visitor.status, visitor.address) == (200, PAGE)
    visitor.go("Back to the question")
    assert visitor.address == f"/step/{step}"


def test_every_entry_of_the_real_form_has_its_page(real_app: Flask) -> None:
    for entry in real().not_covered:
        client = real_app.test_client()
        assert isinstance(client, LintingClient)
        visitor = Visitor(client)
        for name, options in entry.when.clauses[0].items():
            visitor.answer(real().step_of[name].id, **{name: options[0]})
        assert (visitor.address, visitor.page.heading) == (PAGE, entry.title)
        assert visitor.open("/questions").heading == entry.title
