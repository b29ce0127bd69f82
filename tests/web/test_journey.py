from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app.content.form import informative
from app.core.answers import Answers
from app.core.selection import wording_of
from tests.catalogues import SAYS_EVERYTHING as PATIENT
from tests.catalogues import real
from tests.web.linter import LintingClient
from tests.web.page import text_of
from tests.web.sheets import in_pdf, in_text, listed, on_paper, on_sheet, top_three
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from flask import Flask

    from app.content import Catalogue
    from tests.web.visitor import Answers as Said

CAREGIVER: Said = {
    "role": ("caregiver",),
    "age": ("skip",),
    "diagnosis": ("not_sure",),
    "therapy": ("nk_cells", "car_nk"),
    "setting": ("private_clinic", "abroad"),
    "stage": ("recovering",),
    "worries": ("caregiver_load", "trust", "long_term", "dying"),
    "length": ("full",),
}
STEPS = (
    "about-you", "cancer", "treatment", "stage", "other-treatments", "health", "daily-life", "what-matters",
)  # fmt: skip
PAGES = {
    "about.start": "/",
    "about.about": "/about",
    "about.privacy": "/privacy",
    "about.accessibility": "/accessibility",
    "about.blank_sheets": "/blank",
    "steps.check": "/check",
    "about.cleared": "/cleared",
    "sheet.ready": "/ready",
    "sheet.message": "/sheet/message",
}
FORMS = {
    "steps.step": "/step/stage",
    "steps.clear": "/clear",
    "questions.questions": "/questions",
    "questions.others": "/questions/more",
    "questions.order": "/questions/order",
    "sheet.settings": "/sheet",
    "saved.open_sheet": "/open",
    "after.visit": "/after",
}
OUTPUTS = {
    "sheet.pdf": "/sheet.pdf",
    "sheet.page": "/sheet/page",
    "sheet.text": "/sheet.txt",
    "about.blank": "/blank.pdf",
    "sheet.pdf_to_keep": "/sheet-to-keep.pdf",
    "sheet.pdf_to_fill_in": "/sheet-to-fill-in.pdf",
}
# These need notes of a visit: see test_after.py.
AFTER = {
    "after.summary": "/after/summary",
    "after.summary_pdf": "/after/1.pdf",
    "after.summary_text": "/after/1.txt",
    "after.next_sheet": "/after/next",
    "after.remove": "/after/remove/1-mark",
}
POSTING = {
    **FORMS,
    **{name: AFTER[name] for name in ("after.next_sheet", "after.remove")},
}  # all that take forms
STATIC = {"static": "/static/site.css"}
LOOK = {"about.theme": "/theme.css", "about.logo": "/logo.png"}  # of the clinic; tests/clinic has them
HEALTH = {"about.healthz": "/healthz"}
LEADS_ON = {"steps.not_covered": "/not-covered"}  # for those without a sheet; see test_not_covered.py
ROUTES = {**PAGES, **FORMS, **OUTPUTS, **STATIC, **HEALTH}
OPEN_TO_SEARCH = {"/", "/about", "/privacy", "/accessibility", "/blank"}


def test_every_route_is_classified(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == {*ROUTES, *LOOK, *LEADS_ON, *AFTER}
    posting = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    assert posting == {*POSTING}


@pytest.mark.usefixtures("visitor")
@pytest.mark.parametrize("path", ROUTES.values())
def test_every_address_answers_get_and_head_alike(client: LintingClient, path: str) -> None:
    got = client.get(path)
    asked = client.head(path)
    assert (got.status_code, asked.status_code) == (200, 200)
    assert got.mimetype == asked.mimetype
    assert got.data
    assert not asked.data


@pytest.mark.parametrize("path", ROUTES.values())
def test_only_public_pages_are_indexable(client: LintingClient, path: str) -> None:
    assert ("X-Robots-Tag" not in client.get(path).headers) == (path in OPEN_TO_SEARCH)


@pytest.mark.parametrize("path", LOOK.values())
def test_without_a_clinic_there_is_no_look_of_one(client: LintingClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_health_check_is_ok_without_cookie(client: LintingClient) -> None:
    response = client.get("/healthz")
    assert response.text == "ok\n"
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("answers", [PATIENT, CAREGIVER], ids=["patient", "caregiver"])
def test_the_whole_journey(visitor: Visitor, catalogue: Catalogue, answers: Said) -> None:
    visitor.open("/")
    visitor.go("Start")
    for step in catalogue.steps:
        assert visitor.page.heading == step.title
        for field in step.fields:
            visitor.tick(field.id, *answers.get(field.id, ()))
        visitor.press("Continue")
        assert visitor.first.status_code == 303
    assert visitor.page.heading == "Check your answers"
    said = [catalogue.field[name].options[option].label for name in answers for option in answers[name]]
    shown = [text_of(answer) for answer in visitor.page.all("dd") if answer.get("class") != "open"]
    assert sorted(shown) == sorted(said)

    visitor.go("See my questions")
    made = Answers.of(catalogue, answers)
    core = [wording.ask.of(made.voice) for q in catalogue.core if (wording := wording_of(made, q))]
    first_four = list(listed(visitor.page).values())[:4]
    assert [question.text for question in first_four] == core
    count = len(on_sheet(visitor.page))
    assert f"{count} questions, top 3: none yet" in visitor.page.text

    visitor.press("Make my sheet")
    assert visitor.page.heading == "Your sheet"
    for name, value in {"month": "11", "day": "26", "year": "2026", "visit_with": "Dr. Lee"}.items():
        visitor.write(name, value)
    visitor.tick("paper", "a4")
    visitor.press("Continue")
    assert visitor.first.status_code == 303
    assert visitor.page.heading == "Your sheet is ready"
    assert f"It holds {count} questions." in visitor.page.text

    visitor.go("Read or print it as a web page")
    assert "Appointment: Thursday, November 26, 2026 With: Dr. Lee" in visitor.page.text
    assert visitor.page.all("body")[0].get("class", "").startswith("a4")
    assert visitor.page.links["Download the PDF"] == "/sheet.pdf"


@pytest.mark.parametrize("answers", [PATIENT, CAREGIVER], ids=["patient", "caregiver"])
def test_all_formats_list_the_same_questions(client: LintingClient, visitor: Visitor, answers: Said) -> None:
    visitor.walk(answers)
    visitor.go("See my questions")
    last = list(listed(visitor.page))[-1]
    visitor.tick("star", last)
    visitor.write("own-1", "May my dog visit me, and what about Zoë Łącka?")
    visitor.press("Update my list")
    expected = on_sheet(visitor.page)
    assert expected[-1].endswith("May my dog visit me, and what about Zoë Łącka?")
    assert on_paper(client) == expected
    assert in_text(client) == expected
    paper, place = in_pdf(client), 0
    for question in expected:
        assert question in paper[place:], f"the PDF lacks “{question}”, or has it earlier"
        place = paper.index(question, place)
    assert len(top_three(client)) == 3


def test_no_answer_is_given_in_advance(visitor: Visitor) -> None:
    for step in STEPS:
        visitor.open(f"/step/{step}")
        assert [control for control in visitor.form.controls if control.is_ticked] == []


def test_every_step_can_be_left_open(visitor: Visitor) -> None:
    visitor.walk({})
    assert visitor.page.heading == "Check your answers"
    assert all(answer.get("class") == "open" for answer in visitor.page.all("dd"))
    assert "Left open. It counts as “I am the patient”." in visitor.page.text


def test_left_open_says_what_other_answers_imply(visitor: Visitor) -> None:
    visitor.answer("about-you", role="parent")
    visitor.answer("treatment", product="Yescarta", cell_source="not_sure")
    page = visitor.open("/check")
    shown = [text_of(answer) for answer in page.all("dd")]
    assert shown.count("Left open. Your other answers say: “Under 18”.") == 1
    assert shown.count("Left open. Your other answers say: “CAR T cells”.") == 1
    said = shown.index("I'm not sure")  # it stands as it was said, and what counts below it
    assert shown[said + 1] == "Your other answers say: “The patient”."
    assert not any("Skip" in answer for answer in shown)


@pytest.mark.parametrize(("number", "step"), list(enumerate(STEPS, 1)))
def test_steps_have_number_back_and_continue(visitor: Visitor, number: int, step: str) -> None:
    page = visitor.open(f"/step/{step}")
    assert f"Step {number} of 8" in page.text
    visitor.go_back()
    assert visitor.address == (f"/step/{STEPS[number - 2]}" if number > 1 else "/")
    visitor.open(f"/step/{step}")
    assert "Go straight to the questions" in [text for text, _name, _value in visitor.form.buttons]
    visitor.press("Continue")
    assert visitor.address == (f"/step/{STEPS[number]}" if number < len(STEPS) else "/check")


@pytest.mark.parametrize(
    ("path", "back"),
    [
        ("/check", "/step/what-matters"),
        ("/questions", "/check"),
        ("/sheet", "/questions"),
        ("/questions/more", "/questions"),
        ("/questions/order", "/questions"),
        ("/ready", "/sheet"),
        ("/clear", "/"),
    ],
)
def test_back_leads_to_the_page_before(visitor: Visitor, path: str, back: str) -> None:
    visitor.open(path)
    visitor.go_back()
    assert visitor.address == back


def test_the_sheet_as_a_page_leads_back(visitor: Visitor) -> None:
    assert visitor.open("/sheet/page").links["Back"] == "/ready"


@pytest.mark.parametrize("step", STEPS)
def test_change_returns_to_check_page(visitor: Visitor, catalogue: Catalogue, step: str) -> None:
    title = next(entry.title for entry in catalogue.steps if entry.id == step)
    field = next(entry.fields[0] for entry in catalogue.steps if entry.id == step)
    option = next(iter(field.options))
    visitor.walk(CAREGIVER)
    visitor.go(f"Change {title}")
    assert visitor.page.heading == title
    assert sorted(visitor.form.ticked(field.id)) == sorted(CAREGIVER.get(field.id, ()))
    visitor.tick(field.id, option)
    visitor.press("Continue")
    assert (visitor.first.status_code, visitor.address) == (303, "/check")
    assert field.options[option].label in visitor.page.text


def test_refused_change_returns_to_check_page(visitor: Visitor) -> None:
    visitor.open("/step/health?change=1")
    visitor.tick("conditions", "heart", "none")
    visitor.press("Continue")
    assert (visitor.status, visitor.page.links["Back without saving"]) == (400, "/check#top")
    visitor.untick("conditions", "none")
    visitor.press("Continue")
    assert visitor.address == "/check"


def test_saved_answers_are_prefilled(visitor: Visitor) -> None:
    visitor.walk(PATIENT)
    for step in STEPS:
        visitor.open(f"/step/{step}")
        fields = {control.name for control in visitor.form.controls} & PATIENT.keys()
        assert {name: tuple(visitor.form.ticked(name)) for name in fields} == {n: PATIENT[n] for n in fields}


def test_go_straight_saves_the_step(visitor: Visitor) -> None:
    visitor.open("/step/health")
    visitor.tick("conditions", "heart")
    visitor.press("Go straight to the questions")
    assert visitor.page.heading == "Your questions"
    assert "Heart problems" in visitor.open("/check").text


def test_go_straight_without_answers_lists_eight(visitor: Visitor) -> None:
    visitor.open("/")
    visitor.go("Go straight to the questions")
    assert visitor.page.heading == "Your questions"
    assert len(on_sheet(visitor.page)) == 8
    assert next(iter(listed(visitor.page).values())).topic == "The four questions to ask first"


def test_start_offers_to_resume_after_an_answer(visitor: Visitor) -> None:
    assert "Start" in visitor.open("/").links
    visitor.go("Start")
    assert "Go on with my questions" not in visitor.open("/").links
    visitor.answer("about-you", role="caregiver")
    links = visitor.open("/").links
    assert "Start" not in links
    assert (links["Go on with my questions"], links["Look at my answers"]) == ("/questions", "/check")


def test_start_offers_to_resume_after_typing(visitor: Visitor) -> None:
    visitor.open("/questions")
    visitor.write("own-1", "May I travel?")
    visitor.press("Update my list")
    assert "Go on with my questions" in visitor.open("/").links


def test_later_step_first_shows_a_note(visitor: Visitor) -> None:
    note = "That is fine: every step can be skipped."
    page = visitor.open("/step/health")
    assert note in page.text
    visitor.tick("conditions", "heart")
    visitor.press("Go to the first step")
    assert visitor.address == "/step/about-you"
    page = visitor.open("/step/health")
    assert visitor.form.ticked("conditions") == ["heart"]
    assert note not in page.text


def test_going_to_the_first_step_says_nothing(visitor: Visitor) -> None:
    visitor.open("/step/health")
    visitor.press("Go to the first step")
    assert "Start" in visitor.open("/").links


def test_saved_sheet_settings_are_prefilled(visitor: Visitor) -> None:
    visitor.open("/sheet")
    assert visitor.form.ticked("paper") == ["letter"]
    visitor.write("visit_with", "Dr. Żółć")
    for name, value in {"month": "2", "day": "3", "year": "2027"}.items():
        visitor.write(name, value)
    visitor.tick("paper", "a4")
    visitor.tick("parts", "words", "sources")
    visitor.untick("parts", "tell_team")
    visitor.press("Continue")
    visitor.go("Back")
    assert [visitor.form.value(name) for name in ("month", "day", "year")] == ["2", "3", "2027"]
    assert visitor.form.value("visit_with") == "Dr. Żółć"
    assert visitor.form.ticked("paper") == ["a4"]
    assert visitor.form.ticked("parts") == ["words", "sources"]


def test_sheet_has_only_picked_parts(visitor: Visitor, catalogue: Catalogue) -> None:
    plain = headings_with(visitor, catalogue)
    parts = catalogue.parts.keys() - {"notes"}  # a page of lines is on paper only
    more = {part: headings_with(visitor, catalogue, part) - plain for part in parts}
    assert all(more.values())
    assert len(set.union(*more.values())) == sum(len(headings) for headings in more.values())


def headings_with(visitor: Visitor, catalogue: Catalogue, *parts: str) -> set[str]:
    """Return the headings of a sheet that has just these parts beside the questions."""
    visitor.open("/sheet")
    visitor.untick("parts", *catalogue.parts)
    visitor.tick("parts", *parts)
    visitor.press("Continue")
    return {text_of(heading) for heading in visitor.open("/sheet/page").all("h2")}


@pytest.mark.usefixtures("visitor")
def test_pdf_download_has_neutral_name(client: LintingClient) -> None:
    response = client.get("/sheet.pdf")
    assert response.mimetype == "application/pdf"
    assert response.headers["Content-Disposition"] == 'attachment; filename="question-sheet.pdf"'
    assert response.data.startswith(b"%PDF-")


def test_sheet_with_the_longest_names_of_treatments_is_accepted(real_app: Flask) -> None:
    """The heads of the comparison are suggested from the answers, and must fit their boxes."""
    client = real_app.test_client()
    assert isinstance(client, LintingClient)
    visitor = Visitor(client)
    options = real().field["therapy"].options
    longest = sorted(informative(tuple(options)), key=lambda option: -len(options[option].label))
    visitor.answer(real().step_of["therapy"].id, therapy=tuple(longest[:3]))
    visitor.open("/sheet")
    assert all(visitor.form.value(f"column_{number}") for number in (1, 2, 3))
    visitor.press("Continue")
    assert visitor.page.heading == "Your sheet is ready"


def test_no_hint_of_the_real_form_says_a_thing_twice(real_app: Flask) -> None:
    client = real_app.test_client()
    assert isinstance(client, LintingClient)
    for step in real().steps:
        client.get(f"/step/{step.id}")
        for hint in client.page.of_class("hint"):
            sentences = re.findall(r"[^.?!]+[.?!]", text_of(hint))
            assert len(sentences) == len(set(sentences)), text_of(hint)
