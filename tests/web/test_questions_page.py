from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app.core.selection import fitting
from tests.web.page import classes, text_of
from tests.web.sheets import add, in_pdf, in_text, listed, offered, on_paper, on_sheet, rest, top_three
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from app.content import Catalogue
    from app.core.answers import Answers
    from app.core.selection import Chosen
    from tests.web.linter import LintingClient
    from tests.web.page import Page

SENSITIVE = ("serious-harm-or-death", "wishes-and-comfort-care")
FOUR_STARS = "You starred 4 questions. Keep 3 stars and take the others off."


@pytest.fixture
def at_questions(visitor: Visitor) -> Visitor:
    """Someone who looks at the questions before answering anything."""
    visitor.open("/questions")
    return visitor


def reasons_on(page: Page) -> dict[str, str]:
    """Return the reason that is shown with a question, by its id."""
    found = {
        item.get("id", ""): [p for p in item.iter() if "because" in classes(p)]
        for item in page.of_class("question")
    }
    return {name.removeprefix("q-"): text_of(each) for name, reasons in found.items() for each in reasons}


def test_core_can_be_starred_only(at_questions: Visitor, catalogue: Catalogue) -> None:
    first = list(listed(at_questions.page).values())[:4]
    assert [item.id for item in first] == [question.id for question in catalogue.core]
    assert [item.number for item in first] == [1, 2, 3, 4]
    assert {item.ticked for item in first} == {None}
    assert {box.value for box in at_questions.form.named("star")} >= {item.id for item in first}


def test_a_star_is_named_once(at_questions: Visitor, catalogue: Catalogue) -> None:
    page = at_questions.page
    boxes = [box for box in page.all("input") if box.get("name") == "star"]
    labels = {label.get("for"): text_of(label) for label in page.all("label")}
    # What is seen, and what is heard in its place.
    assert {labels[box.get("id")] for box in boxes} == {"Top 3"}
    assert {box.get("value"): box.get("aria-label") for box in boxes} == {
        name: f"Top 3: {catalogue.question[name].name}" for name in listed(page)
    }


def test_the_first_four_say_that_they_stay(at_questions: Visitor, catalogue: Catalogue) -> None:
    first, *others = at_questions.page.within(at_questions.page.by_id["list"], "section")
    said = f"Always on your sheet. {catalogue.texts.core}"
    assert said in text_of(first)
    assert not [section for section in others if said in text_of(section)]


def test_the_bar_says_what_is_on_the_sheet(at_questions: Visitor) -> None:
    (bar,) = at_questions.page.of_class("bar")
    assert "8 questions, top 3: none yet" in text_of(bar)
    names = rest(at_questions.page)
    at_questions.tick("star", names[0], names[2])
    at_questions.untick("q", names[1])
    page = at_questions.press("Update my list")
    (bar,) = page.of_class("bar")
    numbers = ", ".join(str(listed(page)[name].number) for name in (names[0], names[2]))
    assert f"7 questions, top 3: {numbers}" in text_of(bar)
    assert "How long should it be? Now: 7" in page.text


def test_sources_are_folded_and_counted(at_questions: Visitor) -> None:
    page = at_questions.page
    folds = [fold for fold in page.all("details") if "Sources" in text_of(fold[0])]
    assert folds
    for fold in folds:
        count = len(page.within(fold, "li"))
        assert text_of(fold[0]).startswith(f"Sources ({count}), in a new tab ")


def test_a_saved_list_says_so_in_its_title(at_questions: Visitor) -> None:
    assert at_questions.page.title.startswith("Your questions")
    at_questions.press("Update my list")
    assert at_questions.page.title.startswith("Up to date \N{EN DASH} Your questions")


def test_the_first_four_stay_whatever_is_sent(at_questions: Visitor, catalogue: Catalogue) -> None:
    data = at_questions.form.data("Update my list")
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
    at_questions.press("Update my list")
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
        at_questions.press("Update my list")
    assert listed(at_questions.page) == before


@pytest.mark.parametrize("count", [1, 2, 3])
def test_up_to_three_questions_can_be_starred(
    client: LintingClient, at_questions: Visitor, catalogue: Catalogue, count: int
) -> None:
    names = list(reversed(rest(at_questions.page)))[:count]
    for name in names:  # one at a time: the first star is the first of the top three
        at_questions.tick("star", name)
        at_questions.press("Update my list")
    items = listed(at_questions.page)
    assert {item.id for item in items.values() if item.starred} == set(names)
    lines = [f"{items[name].number} {catalogue.question[name].name}" for name in names]
    assert top_three(client)[:count] == lines
    assert len(top_three(client)) == 3


def test_a_star_can_be_taken_back(client: LintingClient, at_questions: Visitor) -> None:
    name = rest(at_questions.page)[0]
    for change in (at_questions.tick, at_questions.untick):
        change("star", name)
        at_questions.press("Update my list")
    assert not listed(at_questions.page)[name].starred
    assert not any("Question" in line for line in top_three(client))


def test_the_bar_names_stars_that_are_too_many(at_questions: Visitor) -> None:
    names = list(listed(at_questions.page))[:5]
    at_questions.tick("star", *names)
    page = at_questions.press("Make my sheet")
    (bar,) = page.of_class("bar")
    assert "8 questions, 5 stars: 1, 2, 3, 4, 5" in text_of(bar)
    at_questions.untick("star", *names[:2])
    (bar,) = at_questions.press("Update my list").of_class("bar")
    assert "8 questions, top 3: 3, 4, 5" in text_of(bar)


def test_fourth_star_is_refused_and_input_kept(client: LintingClient, at_questions: Visitor) -> None:
    first, second, third, fourth = list(listed(at_questions.page))[2:6]
    at_questions.tick("star", first)
    at_questions.press("Update my list")
    at_questions.tick("star", second, third, fourth)
    at_questions.untick("q", rest(at_questions.page)[-1])
    at_questions.write("own-1", "Is there a garden?")
    before = at_questions.form.entered()
    at_questions.press("Make my sheet")
    assert at_questions.status == 400
    assert at_questions.page.errors == {"list": FOUR_STARS}
    assert FOUR_STARS in text_of(at_questions.page.by_id["list-error"])
    after = at_questions.form.entered()
    before["q"].append("own-1")  # a row of the list by now, with a new box below
    before["own-2"] = [""]
    assert {name: sorted(values) for name, values in after.items()} == {
        name: sorted(values) for name, values in before.items()
    }
    assert len([line for line in top_three(client) if "blank" not in line]) == 1
    at_questions.untick("star", second)
    at_questions.press("Make my sheet")
    assert at_questions.address == "/sheet"
    assert len([line for line in top_three(client) if "blank" not in line]) == 3


def test_restored_stars_stay_at_most_three(client: LintingClient, visitor: Visitor) -> None:
    visitor.answer("what-matters", show_sensitive="yes", length="full")
    visitor.open("/questions")
    first, second, third, fourth = (SENSITIVE[0], *rest(visitor.page)[-3:])
    visitor.tick("star", first, second, third)
    visitor.press("Update my list")
    visitor.answer("what-matters", show_sensitive="no")
    visitor.open("/questions")
    visitor.tick("star", fourth)
    visitor.press("Update my list")
    assert visitor.status == 200
    visitor.answer("what-matters", show_sensitive="yes")
    assert len(top_three(client)) == 3


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
    at_questions.write("own-1", "What is for lunch?")
    at_questions.press("About 15")
    items = listed(at_questions.page)
    assert items[name].ticked is False
    assert items["own-1"].text == "What is for lunch?"


def test_unticked_question_survives_length_change(visitor: Visitor) -> None:
    visitor.answer("what-matters", length="full")
    name = rest(visitor.open("/questions"))[-1]
    visitor.untick("q", name)
    visitor.press("About 8")
    assert name not in listed(visitor.page)
    visitor.press("All that fit my answers")
    assert listed(visitor.page)[name].ticked is False


def test_stale_page_keeps_typed_appointment(client: LintingClient, visitor: Visitor) -> None:
    visitor.open("/sheet")
    other = Visitor(client)
    other.open("/sheet")
    other.write("visit_with", "Dr. Lee")
    other.press("Continue")
    visitor.tick("paper", "a4")
    visitor.press("Continue")
    assert "Dr. Lee" in visitor.open("/sheet/page").text


def test_wanted_sensitive_questions_are_listed(visitor: Visitor) -> None:
    visitor.answer("what-matters", show_sensitive="yes", length="full")
    page = visitor.open("/questions")
    assert all(listed(page)[name].ticked for name in SENSITIVE)


def test_changed_answer_keeps_picked_questions(at_questions: Visitor) -> None:
    name, kept = rest(at_questions.page)[0], offered(at_questions.open("/questions/more"))[0]
    add(at_questions, kept)
    at_questions.untick("q", name)
    at_questions.write("own-1", "Is there parking?")
    at_questions.press("Update my list")
    at_questions.answer("about-you", role="caregiver")
    items = listed(at_questions.open("/questions"))
    assert items[kept].ticked
    assert items["own-1"].text == "Is there parking?"
    assert name not in items or items[name].ticked is False


# --- What a request costs ------------------------------------------------------------------------------


def test_a_request_chooses_once(at_questions: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    held_against: list[str] = []

    def counted(answers: Answers) -> tuple[Chosen, ...]:
        held_against.append(answers.length)
        return fitting(answers)

    monkeypatch.setattr("app.core.ranking.fitting", counted)
    at_questions.client.get("/questions")
    assert held_against.count("short") == 1
    for path, text in (
        ("/questions", "Update my list"),
        ("/questions", "About 15"),
        ("/questions/more", "Add to my list"),
        ("/sheet", "Continue"),
    ):
        at_questions.open(path)
        held_against.clear()
        at_questions.client.post(path, data=at_questions.form.data(text))
        # The usual parts of a sheet follow from the answers.
        assert len(held_against) == (path != "/sheet"), text


def test_a_question_that_is_unticked_says_what_becomes_of_its_star(at_questions: Visitor) -> None:
    waits = "Not on your sheet. Its star comes back if you tick it again."
    starred, other = rest(at_questions.page)[:2]
    at_questions.tick("star", starred)
    at_questions.press("Update my list")
    at_questions.untick("q", starred, other)
    page = at_questions.press("Update my list")
    assert waits in text_of(page.by_id[f"q-{starred}"])
    assert waits not in text_of(page.by_id[f"q-{other}"])
    at_questions.tick("q", starred)
    page = at_questions.press("Update my list")
    assert listed(page)[starred].starred
    assert waits not in page.text
