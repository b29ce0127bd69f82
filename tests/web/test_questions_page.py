from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from app.core.selection import fitting
from tests.web.page import classes, text_of
from tests.web.sheets import in_pdf, in_text, listed, offered, on_paper, on_sheet, top_three
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from flask import Flask

    from app.content import Catalogue
    from app.core.answers import Answers
    from app.core.selection import Chosen
    from tests.web.linter import LintingClient
    from tests.web.page import Page

CAREGIVERS_ONLY = "cg-own-health"
SENSITIVE = ("serious-harm-or-death", "wishes-and-comfort-care")
OWN = ("own-1", "own-2", "own-3", "own-4", "own-5")
FOUR_STARS = "You marked 4 questions as your top 3. Untick 1 of them."


@pytest.fixture
def at_questions(visitor: Visitor) -> Visitor:
    """Someone who looks at the questions before answering anything."""
    visitor.open("/questions")
    return visitor


def rest(page: Page) -> list[str]:
    """Return the ids of the listed questions after the first four."""
    return list(listed(page))[4:]


def reasons_on(page: Page) -> dict[str, str]:
    """Return the reason that is shown with a question, by its id."""
    found = {
        item.get("id", ""): [p for p in item if "because" in classes(p)] for item in page.of_class("question")
    }
    return {name.removeprefix("q-"): text_of(each) for name, reasons in found.items() for each in reasons}


def topics(page: Page) -> list[str]:
    return list(dict.fromkeys(item.topic for item in listed(page).values()))


def in_topic(page: Page, topic: str) -> list[str]:
    return [item.id for item in listed(page).values() if item.topic == topic]


def button(visitor: Visitor, move: str, name: str) -> str:
    """Return the text of the button that moves a question up or down."""
    return next(text for text, _do, value in visitor.form.buttons if value == f"{move}:{name}")


def test_core_can_be_starred_only(at_questions: Visitor, catalogue: Catalogue) -> None:
    first = list(listed(at_questions.page).values())[:4]
    assert [item.id for item in first] == [question.id for question in catalogue.core]
    assert [item.number for item in first] == [1, 2, 3, 4]
    assert {item.ticked for item in first} == {None}
    assert {box.value for box in at_questions.form.named("star")} >= {item.id for item in first}
    moves = {value.partition(":")[2] for _text, name, value in at_questions.form.buttons if name == "do"}
    assert not moves & {item.id for item in first}


def test_the_first_four_stay_whatever_is_sent(at_questions: Visitor, catalogue: Catalogue) -> None:
    data = at_questions.form.data("Save changes")
    data.setlist("q", [])
    at_questions.send(data)
    core = [question.id for question in catalogue.core]
    assert [item.id for item in listed(at_questions.page).values() if item.number] == core


def test_reason_is_in_the_words_of_the_person(visitor: Visitor) -> None:
    visitor.answer("other-treatments", current_meds="blood_thinner")
    reasons = reasons_on(visitor.open("/questions"))
    assert reasons["earlier-treatment"] == "Because you said “A blood thinner or aspirin”."
    visitor.answer("about-you", role="caregiver")
    reasons = reasons_on(visitor.open("/questions"))
    assert reasons["earlier-treatment"] == "Because it is “A blood thinner or aspirin” for them."


def test_a_question_for_everyone_has_no_reason(visitor: Visitor, catalogue: Catalogue) -> None:
    visitor.answer("other-treatments", current_meds="blood_thinner")
    visitor.answer("what-matters", length="full", show_sensitive="yes")
    page = visitor.open("/questions")
    silent = set(listed(page)) - set(reasons_on(page))
    assert silent >= {name for name in listed(page) if catalogue.question[name].when.is_for_everyone}
    assert set(silent) >= {question.id for question in catalogue.core}
    assert len(silent) < len(listed(page))
    assert all(re.fullmatch(r"Because .*[^.]\.", reason) for reason in reasons_on(page).values())


def test_unticked_question_leaves_only_the_sheet(client: LintingClient, at_questions: Visitor) -> None:
    before = listed(at_questions.page)
    name = rest(at_questions.page)[1]
    at_questions.untick("q", name)
    at_questions.press("Save changes")
    after = listed(at_questions.page)
    assert list(after) == list(before)
    assert (after[name].ticked, after[name].number) == (False, None)
    assert len(on_sheet(at_questions.page)) == len(before) - 1
    for found in (on_paper(client), in_text(client)):
        assert found == on_sheet(at_questions.page)
    assert before[name].text not in in_pdf(client)


def test_reticked_question_is_back_in_place(at_questions: Visitor) -> None:
    before = listed(at_questions.page)
    name = rest(at_questions.page)[1]
    for change in (at_questions.untick, at_questions.tick):
        change("q", name)
        at_questions.press("Save changes")
    assert listed(at_questions.page) == before


def test_another_question_can_be_added(client: LintingClient, at_questions: Visitor) -> None:
    name = offered(at_questions.page)[-1]
    at_questions.tick("q", name)
    at_questions.press("Save changes")
    added = listed(at_questions.page)[name]
    assert added.ticked
    assert f"{added.number}. {added.text}" in on_paper(client)
    assert name not in offered(at_questions.page)
    assert "You added it." in at_questions.page.text


def test_an_added_question_can_be_taken_off_again(at_questions: Visitor) -> None:
    name, before = offered(at_questions.page)[-1], listed(at_questions.page)
    at_questions.tick("q", name)
    at_questions.press("Save changes")
    at_questions.untick("q", name)
    at_questions.press("Save changes")
    assert on_sheet(at_questions.page) == [f"{item.number}. {item.text}" for item in before.values()]


def test_every_question_is_listed_or_offered_once(at_questions: Visitor, catalogue: Catalogue) -> None:
    found = [*listed(at_questions.page), *offered(at_questions.page)]
    for_patients = [
        question.id for question in catalogue.questions if any(each.ask.patient for each in question.wordings)
    ]
    assert sorted(found) == sorted(for_patients)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_up_to_three_questions_can_be_starred(
    client: LintingClient, at_questions: Visitor, catalogue: Catalogue, count: int
) -> None:
    names = list(reversed(rest(at_questions.page)))[:count]
    for name in names:  # one at a time: the first star is the first of the top three
        at_questions.tick("star", name)
        at_questions.press("Save changes")
    items = listed(at_questions.page)
    assert {item.id for item in items.values() if item.starred} == set(names)
    lines = [f"Question {items[name].number}: {catalogue.question[name].name}" for name in names]
    assert top_three(client)[:count] == lines
    assert len(top_three(client)) == 3


def test_a_star_can_be_taken_back(client: LintingClient, at_questions: Visitor) -> None:
    name = rest(at_questions.page)[0]
    for change in (at_questions.tick, at_questions.untick):
        change("star", name)
        at_questions.press("Save changes")
    assert not listed(at_questions.page)[name].starred
    assert not any("Question" in line for line in top_three(client))


def test_fourth_star_is_refused_and_input_kept(client: LintingClient, at_questions: Visitor) -> None:
    first, second, third, fourth = list(listed(at_questions.page))[2:6]
    at_questions.tick("star", first)
    at_questions.press("Save changes")
    more = offered(at_questions.page)[0]
    at_questions.tick("star", second, third, fourth)
    at_questions.untick("q", rest(at_questions.page)[-1])
    at_questions.tick("q", more)
    at_questions.write("own-3", "Is there a garden?")
    before = at_questions.form.entered()
    at_questions.press("Make my sheet")
    assert at_questions.status == 400
    assert at_questions.page.errors == {"list": FOUR_STARS}
    assert FOUR_STARS in text_of(at_questions.page.by_id["list-error"])
    after = at_questions.form.entered()
    assert {name: sorted(values) for name, values in after.items()} == {
        name: sorted(values) for name, values in before.items()
    }
    assert len([line for line in top_three(client) if "Question" in line]) == 1
    at_questions.untick("star", second)
    at_questions.press("Make my sheet")
    assert at_questions.address == "/sheet"
    assert len([line for line in top_three(client) if "Question" in line]) == 3


def test_restored_stars_stay_at_most_three(client: LintingClient, visitor: Visitor) -> None:
    visitor.answer("what-matters", show_sensitive="yes", length="full")
    visitor.open("/questions")
    first, second, third, fourth = (SENSITIVE[0], *rest(visitor.page)[-3:])
    visitor.tick("star", first, second, third)
    visitor.press("Save changes")
    visitor.answer("what-matters", show_sensitive="no")
    visitor.open("/questions")
    visitor.tick("star", fourth)
    visitor.press("Save changes")
    assert visitor.status == 200
    visitor.answer("what-matters", show_sensitive="yes")
    assert len(top_three(client)) == 3


def test_a_question_moves_within_its_topic(visitor: Visitor) -> None:
    visitor.answer("what-matters", length="full")
    page = visitor.open("/questions")
    topic = next(topic for topic in topics(page)[1:] if len(in_topic(page, topic)) >= 3)
    first, second, *others = in_topic(page, topic)
    page = visitor.press(button(visitor, "up", second))
    assert in_topic(page, topic) == [second, first, *others]
    assert visitor.address == f"/questions#q-{second}"
    page = visitor.press(button(visitor, "down", second))
    assert in_topic(page, topic) == [first, second, *others]


def test_move_at_topic_edge_moves_the_topic(visitor: Visitor) -> None:
    visitor.answer("what-matters", length="full")
    page = visitor.open("/questions")
    core, first, second, *others = topics(page)
    top, bottom = in_topic(page, second)[0], in_topic(page, second)[-1]
    page = visitor.press(button(visitor, "up", top))
    assert topics(page) == [core, second, first, *others]
    page = visitor.press(button(visitor, "down", bottom))
    assert topics(page) == [core, first, second, *others]


@pytest.mark.parametrize(("move", "place"), [("up", 0), ("down", -1)])
def test_end_questions_have_no_useless_button(at_questions: Visitor, move: str, place: int) -> None:
    pressed = {value for _text, _name, value in at_questions.form.buttons}
    edge = rest(at_questions.page)[place]
    assert f"{move}:{edge}" not in pressed
    assert {f"up:{edge}", f"down:{edge}"} & pressed


@pytest.mark.parametrize(
    "what", ["up:nowhere", "down:", "up:crs-risk-this-product", "sideways:driving", "::"]
)
def test_a_move_that_leads_nowhere_only_saves(at_questions: Visitor, what: str) -> None:
    before = list(listed(at_questions.page))
    data = at_questions.form.data("Save changes")
    data["do"] = what
    at_questions.send(data)
    assert (at_questions.status, list(listed(at_questions.page))) == (200, before)


def test_the_sheet_follows_a_move(client: LintingClient, at_questions: Visitor) -> None:
    before = on_paper(client)
    at_questions.open("/questions")
    at_questions.press(button(at_questions, "down", rest(at_questions.page)[0]))
    assert on_paper(client) == in_text(client) == on_sheet(at_questions.page) != before


def test_move_saves_other_changes(at_questions: Visitor) -> None:
    name, other = rest(at_questions.page)[:2]
    at_questions.tick("star", name)
    at_questions.untick("q", other)
    at_questions.write("own-1", "Who holds my hand?")
    at_questions.press(button(at_questions, "down", name))
    items = listed(at_questions.page)
    assert (items[name].starred, items[other].ticked) == (True, False)
    assert items["own-1"].text == "Who holds my hand?"


def test_five_own_questions_stand_on_the_sheet(client: LintingClient, at_questions: Visitor) -> None:
    texts = [f"My question about day {number}?" for number in range(1, 6)]
    for name, text in zip(OWN, texts, strict=True):
        at_questions.write(name, text)
    at_questions.press("Save changes")
    own = in_topic(at_questions.page, "My own questions")
    assert own == list(OWN)
    assert [entry.partition(". ")[2] for entry in on_paper(client)[-5:]] == texts
    assert on_paper(client) == in_text(client)
    assert [at_questions.form.value(name) for name in OWN] == texts


def test_sixth_own_question_is_ignored(client: LintingClient, at_questions: Visitor) -> None:
    data = at_questions.form.data("Save changes")
    data["own-6"] = "One more?"
    at_questions.send(data)
    assert not any("One more?" in line for line in on_paper(client))


def test_own_question_can_be_changed(client: LintingClient, at_questions: Visitor) -> None:
    at_questions.write("own-4", "Can I keep my cat?")
    at_questions.press("Save changes")
    at_questions.tick("star", "own-4")
    at_questions.press(button(at_questions, "up", "own-4"))
    assert topics(at_questions.page)[-2] == "My own questions"
    number = listed(at_questions.page)["own-4"].number
    assert top_three(client)[0] == f"Question {number}: Can I keep my cat?"
    at_questions.open("/questions")
    at_questions.write("own-4", " ")
    at_questions.press("Save changes")
    assert "own-4" not in listed(at_questions.page)
    assert not any("Question" in line for line in top_three(client))


def test_a_typed_text_stands_on_the_page_as_text(at_questions: Visitor) -> None:
    text = "Is <b>5 & 6</b> “ok”, or {{ 7 * 7 }}?"
    at_questions.write("own-1", text)
    at_questions.press("Save changes")
    assert at_questions.form.value("own-1") == text
    assert listed(at_questions.page)["own-1"].text == text


def test_a_length_can_be_picked(visitor: Visitor) -> None:
    visitor.answer("what-matters", length="full")
    everything = len(on_sheet(visitor.open("/questions")))
    assert everything > 15
    for label, count in {"About 8": 8, "About 15": 15, "All that fit my answers": everything}.items():
        page = visitor.press(label)
        assert len(on_sheet(page)) == count
        (chosen,) = [entry for entry in page.all("button") if entry.get("aria-current") == "true"]
        assert text_of(chosen).startswith(label)


def test_a_picked_length_stands_among_the_answers(at_questions: Visitor) -> None:
    at_questions.press("About 15")
    assert "About 15" in at_questions.open("/check").text
    at_questions.open("/step/what-matters")
    assert at_questions.form.ticked("length") == ["medium"]


def test_picking_a_length_saves_other_changes(at_questions: Visitor) -> None:
    name = rest(at_questions.page)[0]
    at_questions.untick("q", name)
    at_questions.write("own-2", "What is for lunch?")
    at_questions.press("About 15")
    items = listed(at_questions.page)
    assert items[name].ticked is False
    assert items["own-2"].text == "What is for lunch?"


def test_unticked_question_survives_length_change(visitor: Visitor) -> None:
    visitor.answer("what-matters", length="full")
    name = rest(visitor.open("/questions"))[-1]
    visitor.untick("q", name)
    visitor.press("About 8")
    assert name not in listed(visitor.page)
    visitor.press("All that fit my answers")
    assert listed(visitor.page)[name].ticked is False


def test_added_question_survives_length_change(visitor: Visitor) -> None:
    visitor.answer("what-matters", length="full")
    name = rest(visitor.open("/questions"))[-1]
    visitor.press("About 8")
    visitor.tick("q", name)
    visitor.press("All that fit my answers")
    assert listed(visitor.page)[name].ticked
    visitor.press("About 8")
    assert listed(visitor.page)[name].ticked


def test_stale_page_keeps_unshown_questions(client: LintingClient, visitor: Visitor) -> None:
    visitor.answer("what-matters", show_sensitive="no")
    visitor.open("/questions")
    other = Visitor(client)
    other.answer("what-matters", show_sensitive="ask_me")
    other.open("/questions")
    other.tick("q", SENSITIVE[0])
    other.press("Save changes")
    name = rest(visitor.page)[0]
    visitor.tick("star", name)
    visitor.press("Save changes")
    items = listed(visitor.page)
    assert (items[name].starred, items[SENSITIVE[0]].ticked) == (True, True)


def test_stale_page_keeps_typed_question(client: LintingClient, at_questions: Visitor) -> None:
    other = Visitor(client)
    other.open("/questions")
    other.write("own-1", "FreeText in the other tab?")
    other.press("Save changes")
    at_questions.tick("star", rest(at_questions.page)[0])
    at_questions.press("Save changes")
    assert listed(at_questions.page)["own-1"].text == "FreeText in the other tab?"


def test_stale_page_keeps_typed_appointment(client: LintingClient, visitor: Visitor) -> None:
    visitor.open("/sheet")
    other = Visitor(client)
    other.open("/sheet")
    other.write("visit_with", "Dr. Lee")
    other.press("Continue")
    visitor.tick("paper", "a4")
    visitor.press("Continue")
    assert "Dr. Lee" in visitor.open("/sheet/page").text


def test_sensitive_questions_are_offered_unticked(
    at_questions: Visitor,
) -> None:
    assert set(SENSITIVE) <= set(offered(at_questions.page))
    assert not set(SENSITIVE) & set(listed(at_questions.page))
    at_questions.tick("q", SENSITIVE[0])
    at_questions.press("Save changes")
    assert listed(at_questions.page)[SENSITIVE[0]].ticked


def test_not_now_hides_sensitive_questions(visitor: Visitor, catalogue: Catalogue) -> None:
    visitor.answer("what-matters", show_sensitive="no", length="full")
    page = visitor.open("/questions")
    assert not set(SENSITIVE) & {*listed(page), *offered(page)}
    for name in SENSITIVE:
        for wording in catalogue.question[name].wordings:
            assert wording.ask.patient
            assert wording.ask.patient not in page.text
    assert "Left out, as you asked: Serious harm" in page.text
    visitor.go("Change that")
    assert visitor.form.ticked("show_sensitive") == ["no"]


def test_not_now_hides_ticked_sensitive_question(at_questions: Visitor) -> None:
    at_questions.tick("q", SENSITIVE[0])
    at_questions.press("Save changes")
    at_questions.answer("what-matters", show_sensitive="no")
    assert SENSITIVE[0] not in listed(at_questions.open("/questions"))


def test_wanted_sensitive_questions_are_listed(visitor: Visitor) -> None:
    visitor.answer("what-matters", show_sensitive="yes", length="full")
    page = visitor.open("/questions")
    assert all(listed(page)[name].ticked for name in SENSITIVE)


@pytest.mark.parametrize("length", ["short", "full"])
def test_patients_never_see_caregiver_questions(visitor: Visitor, catalogue: Catalogue, length: str) -> None:
    visitor.answer("about-you", role="patient")
    visitor.answer("what-matters", length=length, worries="caregiver_load")
    page = visitor.open("/questions")
    assert CAREGIVERS_ONLY not in {*listed(page), *offered(page)}
    data = visitor.form.data("Save changes")
    data.add("q", CAREGIVERS_ONLY)
    data.add("star", CAREGIVERS_ONLY)
    data["shown"] += f" {CAREGIVERS_ONLY}"
    visitor.send(data)
    assert CAREGIVERS_ONLY not in {*listed(visitor.page), *offered(visitor.page)}
    for wording in catalogue.question[CAREGIVERS_ONLY].wordings:
        assert wording.ask.caregiver
        assert wording.ask.caregiver not in visitor.page.text


def test_caregivers_see_caregiver_questions(visitor: Visitor) -> None:
    visitor.answer("about-you", role="caregiver")
    page = visitor.open("/questions")
    assert CAREGIVERS_ONLY in {*listed(page), *offered(page)}


def test_changed_answer_keeps_picked_questions(at_questions: Visitor) -> None:
    name, kept = rest(at_questions.page)[0], offered(at_questions.page)[0]
    at_questions.untick("q", name)
    at_questions.tick("q", kept)
    at_questions.write("own-1", "Is there parking?")
    at_questions.press("Save changes")
    at_questions.answer("about-you", role="caregiver")
    items = listed(at_questions.open("/questions"))
    assert items[kept].ticked
    assert items["own-1"].text == "Is there parking?"
    assert name not in items or items[name].ticked is False


# --- What comes first of all ---------------------------------------------------------------------------


def test_no_topic_can_pass_what_is_first_of_all(visitor: Visitor, catalogue: Catalogue) -> None:
    (first,) = [place.question for place in catalogue.ranking.first_of_all]
    visitor.answer(catalogue.step_of["fertility"].id, fertility="wants_children")
    visitor.answer("what-matters", length="full")
    page = visitor.open("/questions")
    topic, following = topics(page)[1:3]
    assert (topic, in_topic(page, topic)) == (catalogue.texts.first_of_all, [first])
    moves = {value for _text, name, value in visitor.form.buttons if name == "do"}
    assert not {f"up:{first}", f"down:{first}"} & moves
    top = in_topic(page, following)[0]
    assert f"up:{top}" not in moves
    assert f"down:{top}" in moves
    visitor.press(button(visitor, "down", in_topic(page, following)[-1]))
    assert topics(visitor.page)[1:3] != [topic, following]
    assert topics(visitor.page)[1] == topic


# --- What a request costs ------------------------------------------------------------------------------


def test_a_request_chooses_once(at_questions: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    held_against: list[str] = []

    def counted(answers: Answers) -> tuple[Chosen, ...]:
        held_against.append(answers.length)
        return fitting(answers)

    monkeypatch.setattr("app.core.ranking.fitting", counted)
    at_questions.client.get("/questions")
    assert held_against.count("short") == 1
    for text in ("Save changes", "About 15", button(at_questions, "down", rest(at_questions.page)[0])):
        held_against.clear()
        at_questions.client.post("/questions", data=at_questions.form.data(text))
        assert len(held_against) == 1, text
    at_questions.open("/sheet")
    held_against.clear()
    at_questions.client.post("/sheet", data=at_questions.form.data("Continue"))
    assert held_against == []  # the usual parts follow from the answers


def test_offered_questions_are_rendered_once(app: Flask, at_questions: Visitor) -> None:
    rendered: Any = app.jinja_env.globals["offered"]
    before = rendered.cache_info()
    page = at_questions.open("/questions")
    after = rendered.cache_info()
    assert (after.misses, after.hits - before.hits) == (before.misses, len(offered(page)))
