from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.core.free_text import OWN_IDS
from tests.web.jar import TYPED
from tests.web.sheets import add_own, in_text, in_topic, listed, on_paper, rest, top_three
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from tests.web.jar import Jar
    from tests.web.linter import LintingClient


DOG, CAT = "Can I keep my dog?", "Can I keep my cat?"


@pytest.fixture
def at_questions(visitor: Visitor) -> Visitor:
    """Someone who looks at the questions before answering anything."""
    visitor.open("/questions")
    return visitor


def button(visitor: Visitor, value: str) -> str:
    return next(text for text, _name, found in visitor.form.buttons if found == value)


def test_an_added_question_is_listed(at_questions: Visitor) -> None:
    add_own(at_questions, DOG)
    assert at_questions.address == "/questions#q-own-1"
    item = listed(at_questions.page)["own-1"]
    assert (item.text, item.ticked, item.topic) == (DOG, True, "My own questions")
    assert [at_questions.form.value(name) for name in ("own-1", "own-2")] == [DOG, ""]


def test_what_looks_like_a_mark_of_a_template_is_shown_as_typed(at_questions: Visitor) -> None:
    odd = '<?name> or <?text> & "<?gap>"?'
    add_own(at_questions, odd)
    assert listed(at_questions.page)["own-1"].text == odd
    assert f"Top 3: {odd}" in {each.get("aria-label") for each in at_questions.page.all("input")}


def test_an_empty_box_adds_nothing(at_questions: Visitor) -> None:
    before = listed(at_questions.page)
    at_questions.press("Add")
    assert listed(at_questions.page) == before


def test_five_own_questions_stand_on_the_sheet(client: LintingClient, at_questions: Visitor) -> None:
    texts = [f"My question about day {number}?" for number in range(1, 6)]
    add_own(at_questions, *texts)
    assert in_topic(at_questions.page, "My own questions") == list(OWN_IDS)
    assert "You have added 5." in at_questions.page.text
    assert [entry.partition(". ")[2] for entry in on_paper(client)[-5:]] == texts
    assert on_paper(client) == in_text(client)


def test_sixth_own_question_is_ignored(client: LintingClient, at_questions: Visitor) -> None:
    data = at_questions.form.data("Update my list")
    data["own-6"] = "One more?"
    at_questions.send(data)
    assert not any("One more?" in line for line in on_paper(client))


def test_own_question_can_be_changed(client: LintingClient, at_questions: Visitor) -> None:
    add_own(at_questions, DOG)
    at_questions.tick("star", "own-1")
    at_questions.write("own-1", CAT)
    at_questions.press("Update My question 1")
    number = listed(at_questions.page)["own-1"].number
    assert top_three(client)[0] == f"{number} {CAT}"


@pytest.mark.parametrize("how", ["empty it", "press Remove"])
def test_own_question_can_be_removed(client: LintingClient, at_questions: Visitor, how: str) -> None:
    add_own(at_questions, DOG)
    at_questions.tick("star", "own-1")
    at_questions.press("Update my list")
    if how == "empty it":
        at_questions.write("own-1", " ")
        at_questions.press("Update my list")
    else:
        at_questions.press(button(at_questions, "remove:own-1"))
    assert "own-1" not in listed(at_questions.page)
    assert not any("Question" in line for line in top_three(client))
    add_own(at_questions, CAT)
    item = listed(at_questions.page)["own-1"]
    assert (item.text, item.ticked, item.starred) == (CAT, True, False)


def test_unticked_own_question_keeps_its_text(client: LintingClient, at_questions: Visitor) -> None:
    add_own(at_questions, DOG)
    at_questions.untick("q", "own-1")
    at_questions.press("Update my list")
    item = listed(at_questions.page)["own-1"]
    assert (item.text, item.ticked, item.number) == (DOG, False, None)
    assert not any(DOG in line for line in on_paper(client))
    at_questions.open("/questions")
    at_questions.tick("q", "own-1")
    at_questions.press("Update my list")
    assert any(DOG in line for line in on_paper(client))


def test_a_typed_text_stands_on_the_page_as_text(at_questions: Visitor) -> None:
    text = "Is <b>5 & 6</b> “ok”, or {{ 7 * 7 }}?"
    add_own(at_questions, text)
    assert at_questions.form.value("own-1") == text
    assert listed(at_questions.page)["own-1"].text == text


def test_a_refused_question_has_its_box_open(at_questions: Visitor) -> None:
    add_own(at_questions, "Is it 🙂?")
    assert at_questions.status == 400
    box = at_questions.page.by_id["own-1"]
    assert box.get("aria-invalid") == "true"
    assert box.get("aria-describedby") == "own-1-error"
    (fold,) = [each for each in at_questions.page.above(box) if each.tag == "details"]
    assert "open" in fold.attrib
    at_questions.write("own-1", DOG)
    at_questions.press("Update My question 1")
    assert listed(at_questions.page)["own-1"].text == DOG


def test_stale_page_keeps_typed_question(client: LintingClient, at_questions: Visitor) -> None:
    other = Visitor(client)
    other.open("/questions")
    add_own(other, DOG)
    at_questions.tick("star", rest(at_questions.page)[0])
    at_questions.press("Update my list")
    assert listed(at_questions.page)["own-1"].text == DOG


def test_without_room_a_question_of_another_tab_stays(client: LintingClient, at_questions: Visitor) -> None:
    first = [f"My question about day {number}?" for number in range(1, 5)]
    add_own(at_questions, *first)
    other = Visitor(client)
    other.open("/questions")
    add_own(other, DOG)
    at_questions.write("own-5", CAT)
    at_questions.press("Add")
    assert at_questions.status == 400
    assert "one of them from another page" in at_questions.page.errors["own-5"]
    assert at_questions.form.value("own-5") == CAT
    at_questions.write("own-4", CAT)
    at_questions.write("own-5", "")
    at_questions.press("Update my list")
    assert [listed(at_questions.page)[name].text for name in OWN_IDS] == [*first[:3], CAT, DOG]


@pytest.fixture
def refused(client: LintingClient, at_questions: Visitor) -> Visitor:
    """Someone whose fifth question has no room: another tab added one meanwhile."""
    add_own(at_questions, *(f"My question about day {number}?" for number in range(1, 5)))
    at_questions.tick("star", "own-1")
    at_questions.press("Update my list")
    other = Visitor(client)
    other.open("/questions")
    add_own(other, DOG)
    at_questions.write("own-5", CAT)
    at_questions.press("Add")
    return at_questions


@pytest.mark.parametrize("how", ["empty it", "press Remove"])
def test_a_place_that_the_page_empties_is_free(refused: Visitor, how: str) -> None:
    if how == "empty it":
        refused.write("own-1", "")
        refused.press("Add")
    else:
        refused.press(button(refused, "remove:own-1"))
    assert refused.status == 200
    items = listed(refused.page)
    assert (items["own-1"].text, items["own-1"].starred, items["own-5"].text) == (CAT, False, DOG)
    assert refused.address == ("/questions#q-own-1" if how == "empty it" else "/questions#own")


def test_a_question_without_room_stands_below_the_list(refused: Visitor) -> None:
    item = refused.page.by_id["q-own-5"]
    assert listed(refused.page)["own-5"].text == DOG
    assert refused.page.within(item, "textarea") == []
    assert "remove:own-5" not in {value for _text, _name, value in refused.form.buttons}
    assert refused.form.value("own-5") == CAT


def test_what_another_tab_added_is_not_removed(refused: Visitor) -> None:
    data = refused.form.data("Update my list")
    data.setlist("do", ["remove:own-5"])
    refused.send(data)
    assert refused.status == 200
    assert listed(refused.page)["own-5"].text == DOG
    assert CAT not in {item.text for item in listed(refused.page).values()}


def test_what_another_tab_changed_is_not_removed(client: LintingClient, at_questions: Visitor) -> None:
    add_own(at_questions, DOG)
    other = Visitor(client)
    other.open("/questions")
    other.write("own-1", CAT)
    other.press("Update My question 1")
    at_questions.press(button(at_questions, "remove:own-1"))
    assert listed(at_questions.page)["own-1"].text == CAT
    at_questions.press(button(at_questions, "remove:own-1"))
    assert "own-1" not in listed(at_questions.page)


def test_two_tabs_can_add_a_question_each(client: LintingClient, at_questions: Visitor) -> None:
    other = Visitor(client)
    other.open("/questions")
    add_own(other, DOG)
    add_own(at_questions, CAT)
    items = listed(at_questions.page)
    assert (items["own-1"].text, items["own-2"].text) == (DOG, CAT)
    assert at_questions.address.endswith("#q-own-2")


def test_a_refused_page_keeps_an_emptied_box(at_questions: Visitor) -> None:
    add_own(at_questions, DOG, CAT)
    for name in ("own-1", "own-2"):
        at_questions.write(name, "")
    at_questions.tick("star", *list(listed(at_questions.page))[:4])
    at_questions.press("Update my list")
    assert at_questions.status == 400
    at_questions.untick("star", next(iter(listed(at_questions.page))))
    at_questions.press("Update my list")
    assert not {"own-1", "own-2"} & set(listed(at_questions.page))


def test_own_question_counts_once_among_stars(at_questions: Visitor) -> None:
    add_own(at_questions, DOG)
    at_questions.tick("star", *list(listed(at_questions.page))[:2], "own-1")
    at_questions.press("Update my list")
    assert at_questions.status == 200
    assert len([item for item in listed(at_questions.page).values() if item.starred]) == 3


def test_what_is_removed_may_be_wrong(at_questions: Visitor) -> None:
    add_own(at_questions, DOG)
    at_questions.write("own-1", "x" * 201)
    at_questions.press(button(at_questions, "remove:own-1"))
    assert at_questions.status == 200
    assert "own-1" not in listed(at_questions.page)


def test_a_stale_page_can_remove_nothing(at_questions: Visitor) -> None:
    add_own(at_questions, DOG)
    data = at_questions.form.data("Update my list")
    data.setlist("csrf_token", ["old"])
    data["do"] = "remove:csrf_token"
    at_questions.send(data)
    assert at_questions.status == 400
    assert listed(at_questions.open("/questions"))["own-1"].text == DOG


def test_typed_texts_whose_cookie_is_gone_are_told_until_the_list_is_stored(
    at_questions: Visitor, jar: Jar
) -> None:
    told = "What you typed is no longer in this browser"
    add_own(at_questions, DOG)
    assert told not in at_questions.open("/questions").text
    jar.drop(TYPED)
    at_questions.answer("about-you", role="caregiver")
    for path in ("/ready", "/sheet", "/questions"):
        assert told in at_questions.open(path).text
    at_questions.press("Update my list")
    assert told not in at_questions.page.text
    assert told not in at_questions.open("/ready").text


def test_texts_that_were_taken_back_are_not_missed(at_questions: Visitor) -> None:
    add_own(at_questions, DOG)
    at_questions.press(button(at_questions, "remove:own-1"))
    assert "no longer in this browser" not in at_questions.open("/ready").text


def test_errors_of_the_list_stand_in_its_order(at_questions: Visitor) -> None:
    add_own(at_questions, "Is there a garden?", "May I swim?")
    at_questions.open("/questions/order")
    at_questions.press(next(text for text, _do, value in at_questions.form.buttons if value == "up:own-2"))
    at_questions.open("/questions")
    for name in ("own-1", "own-2", "own-3"):
        at_questions.write(name, "a" * 201)
    at_questions.tick("star", *list(listed(at_questions.page))[:4])
    at_questions.press("Update my list")
    assert list(at_questions.page.errors) == ["list", "own-2", "own-1", "own-3"]
