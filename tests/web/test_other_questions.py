from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.web.sheets import add, listed, offered, on_paper, on_sheet, rest
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from flask import Flask

    from app.content import Catalogue
    from tests.web.linter import LintingClient

MORE = "/questions/more"
CAREGIVERS_ONLY = "cg-own-health"
SENSITIVE = ("serious-harm-or-death", "wishes-and-comfort-care")


@pytest.fixture
def at_others(visitor: Visitor) -> Visitor:
    """Someone who looks for more questions before answering anything."""
    visitor.open(MORE)
    return visitor


def asked_about(visitor: Visitor) -> set[str]:
    """Return the ids of all questions that someone can have on their sheet."""
    return {*listed(visitor.open("/questions")), *offered(visitor.open(MORE))}


def test_another_question_can_be_added(client: LintingClient, at_others: Visitor) -> None:
    name = offered(at_others.page)[-1]
    at_others.tick("q", name)
    at_others.press("Add to my list")
    assert (at_others.page.heading, at_others.address) == ("Your questions", "/questions#saved")
    added = listed(at_others.page)[name]
    assert added.ticked
    assert "You added it." in at_others.page.text
    assert f"{added.number}. {added.text}" in on_paper(client)
    assert name not in offered(at_others.open(MORE))


def test_an_added_question_can_be_taken_off_again(at_others: Visitor) -> None:
    name, before = offered(at_others.page)[-1], on_sheet(at_others.open("/questions"))
    add(at_others, name)
    at_others.untick("q", name)
    at_others.press("Update my list")
    assert on_sheet(at_others.page) == before


def test_the_way_to_the_others_saves_the_list(visitor: Visitor) -> None:
    name, other = rest(visitor.open("/questions"))[:2]
    visitor.tick("star", name)
    visitor.untick("q", other)
    visitor.write("own-1", "Who holds my hand?")
    data = visitor.form.data("Make my sheet")
    data["do"] = "others"
    visitor.send(data)
    assert visitor.page.heading == "Other questions"
    items = listed(visitor.open("/questions"))
    assert (items[name].starred, items[other].ticked) == (True, False)
    assert items["own-1"].text == "Who holds my hand?"


def test_the_number_of_others_is_true(visitor: Visitor) -> None:
    page = visitor.open("/questions")
    (button,) = [text for text, _name, value in visitor.form.buttons if value == "others"]
    assert button == f"Add other questions ({len(offered(visitor.open(MORE)))})", page.heading


def test_every_question_is_listed_or_offered_once(visitor: Visitor, catalogue: Catalogue) -> None:
    found = [*listed(visitor.open("/questions")), *offered(visitor.open(MORE))]
    for_patients = [
        question.id for question in catalogue.questions if any(each.ask.patient for each in question.wordings)
    ]
    assert sorted(found) == sorted(for_patients)


def test_added_question_survives_length_change(visitor: Visitor) -> None:
    visitor.answer("what-matters", length="full")
    name = rest(visitor.open("/questions"))[-1]
    visitor.press("About 8")
    add(visitor, name)
    for length in ("All that fit my answers", "About 8"):
        visitor.press(length)
        assert listed(visitor.page)[name].ticked


def test_stale_page_keeps_unshown_questions(client: LintingClient, visitor: Visitor) -> None:
    visitor.answer("what-matters", show_sensitive="no")
    visitor.open("/questions")
    other = Visitor(client)
    other.answer("what-matters", show_sensitive="ask_me")
    add(other, SENSITIVE[0])
    name = rest(visitor.page)[0]
    visitor.tick("star", name)
    visitor.press("Update my list")
    items = listed(visitor.page)
    assert (items[name].starred, items[SENSITIVE[0]].ticked) == (True, True)


def test_two_tabs_can_add_questions(client: LintingClient, at_others: Visitor) -> None:
    first, second = offered(at_others.page)[:2]
    add(Visitor(client), first)
    at_others.tick("q", second)
    at_others.press("Add to my list")
    assert {first, second} <= set(listed(at_others.page))


def test_a_refused_page_keeps_its_ticks(at_others: Visitor) -> None:
    name = offered(at_others.page)[-1]
    at_others.tick("q", name)
    data = at_others.form.data("Add to my list")
    data.setlist("csrf_token", ["old"])
    at_others.send(data)
    assert (at_others.status, at_others.form.ticked("q")) == (400, [name])
    box = at_others.page.by_id[f"keep-{name}"]
    assert "open" in next(each for each in at_others.page.above(box) if each.tag == "details").attrib
    at_others.press("Add to my list")
    assert listed(at_others.page)[name].ticked


def test_an_unknown_question_is_refused(at_others: Visitor) -> None:
    data = at_others.form.data("Add to my list")
    data.add("q", "no-such-question")
    at_others.send(data)
    assert (at_others.status, set(at_others.page.errors)) == (400, {"list"})


def test_sensitive_questions_are_offered_unticked(visitor: Visitor) -> None:
    assert not set(SENSITIVE) & set(listed(visitor.open("/questions")))
    assert set(SENSITIVE) <= set(offered(visitor.open(MORE)))
    add(visitor, SENSITIVE[0])
    assert listed(visitor.page)[SENSITIVE[0]].ticked


def test_not_now_hides_sensitive_questions(visitor: Visitor, catalogue: Catalogue) -> None:
    visitor.answer("what-matters", show_sensitive="no", length="full")
    assert not set(SENSITIVE) & asked_about(visitor)
    for name in SENSITIVE:
        for wording in catalogue.question[name].wordings:
            assert wording.ask.patient
            assert wording.ask.patient not in visitor.page.text
    assert "Left out, as you asked: Serious harm" in visitor.page.text


def test_not_now_can_be_changed(visitor: Visitor) -> None:
    visitor.answer("what-matters", show_sensitive="no")
    name = offered(visitor.open(MORE))[0]
    visitor.tick("q", name)
    visitor.press("Change that")
    assert visitor.form.ticked("show_sensitive") == ["no"]
    visitor.tick("show_sensitive", "yes")
    visitor.press("Continue")
    assert visitor.address == "/questions"
    assert listed(visitor.page)[name].ticked


def test_not_now_hides_ticked_sensitive_question(visitor: Visitor) -> None:
    add(visitor, SENSITIVE[0])
    visitor.answer("what-matters", show_sensitive="no")
    assert SENSITIVE[0] not in listed(visitor.open("/questions"))


@pytest.mark.parametrize("length", ["short", "full"])
@pytest.mark.parametrize("path", ["/questions", MORE])
def test_patients_never_see_caregiver_questions(
    visitor: Visitor, catalogue: Catalogue, length: str, path: str
) -> None:
    visitor.answer("about-you", role="patient")
    visitor.answer("what-matters", length=length, worries="caregiver_load")
    assert CAREGIVERS_ONLY not in asked_about(visitor)
    visitor.open(path)
    data = visitor.form.data("Update my list" if path == "/questions" else "Add to my list")
    data.add("q", CAREGIVERS_ONLY)
    data.add("star", CAREGIVERS_ONLY)
    data["shown"] += f" {CAREGIVERS_ONLY}"
    visitor.send(data)
    assert CAREGIVERS_ONLY not in listed(visitor.page)
    for wording in catalogue.question[CAREGIVERS_ONLY].wordings:
        assert wording.ask.caregiver
        assert wording.ask.caregiver not in visitor.page.text


def test_caregivers_see_caregiver_questions(visitor: Visitor) -> None:
    visitor.answer("about-you", role="caregiver")
    assert CAREGIVERS_ONLY in asked_about(visitor)


def test_offered_questions_are_rendered_once(app: Flask, at_others: Visitor) -> None:
    rendered: Any = app.jinja_env.globals["offered"]
    before = rendered.cache_info()
    page = at_others.open(MORE)
    after = rendered.cache_info()
    assert (after.misses, after.hits - before.hits) == (before.misses, len(offered(page)))
