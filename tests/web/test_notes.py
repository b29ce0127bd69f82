"""What the pages say about answers that contradict each other, and about topics that no question answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cryptography.fernet import Fernet

from tests.catalogues import JOURNEY_FILE
from tests.conftest import serving
from tests.web.linter import LintingClient
from tests.web.page import text_of
from tests.web.sheets import add, listed, offered
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from pathlib import Path

    from app.content import Catalogue
    from tests.web.page import Page

LOOK_AGAIN = "Please look again"
NO_ROOM = "This sheet has room for 2 of your topics. Choose a longer one to have these, too: {}."
IN_CORE = "The first 4 questions ask about this: {}."
SENSITIVE = "The questions on this are only on your sheet if you add them from the other questions: {}."
NONE = "We have no question on this for you now: {}. You can add your own."

NOT_ASKED = "With the answers in this browser these are not asked, so they are not on your sheet: {}."
ASKED_BEFORE = {
    """      - for: [before, during, came_back, after]
        ask: {patient: "What can still come later for me?",""":
    """      - for: [before]
        ask: {patient: "What can still come later for me?",""",
    """    why: "Some effects come late."
""":
    """    why: "Some effects come late."
    not_asked: {during: "too early", came_back: "other things count", after: "it has begun"}
""",
}  # fmt: skip


def notes(page: Page) -> list[str]:
    return [text_of(note) for note in page.of_class("note") if note.tag == "p"]


# --- Contradictions ----------------------------------------------------------------------------------


def test_answers_that_agree_bring_no_note(visitor: Visitor) -> None:
    visitor.answer("treatment", product="Yescarta", cell_source="own")
    assert LOOK_AGAIN not in visitor.open("/check").text


def test_contradiction_is_shown_until_it_is_gone(visitor: Visitor, catalogue: Catalogue) -> None:
    visitor.answer("treatment", product="Yescarta", cell_source="donor")
    page = visitor.open("/check")
    (note,) = page.of_class("note")
    (entry,) = catalogue.look_again
    assert text_of(note) == f"{LOOK_AGAIN} {entry.text}"
    assert note.get("role") is None  # it is there at load, and not news
    visitor.go("Change The treatment")
    visitor.tick("cell_source", "own")
    visitor.press("Continue")
    assert visitor.address == "/check"
    assert visitor.page.of_class("note") == []


@pytest.mark.parametrize("answers", [{"product": "Yescarta"}, {"cell_source": "donor"}, {}])
def test_silence_contradicts_nothing(visitor: Visitor, answers: dict[str, str]) -> None:
    visitor.answer("treatment", **answers)
    assert visitor.open("/check").of_class("note") == []


def test_contradiction_stops_nobody(visitor: Visitor) -> None:
    visitor.answer("treatment", product="Yescarta", cell_source="donor")
    visitor.open("/check")
    assert visitor.go("See my questions").heading == "Your questions"


# --- Topics without a question -----------------------------------------------------------------------


def test_without_topics_there_is_no_note(visitor: Visitor) -> None:
    visitor.answer("about-you", role="patient")
    assert notes(visitor.open("/questions")) == []


def test_answered_topics_bring_no_note(visitor: Visitor) -> None:
    visitor.answer("what-matters", worries=("crs", "cost"))
    assert notes(visitor.open("/questions")) == []


@pytest.mark.parametrize("way", ["longer", "by hand", "fewer topics"])
def test_topic_without_room_is_named_until_it_has_some(visitor: Visitor, way: str) -> None:
    visitor.answer("what-matters", worries=("long_term", "cost", "work_driving"), length="short")
    page = visitor.open("/questions")
    assert "driving" not in listed(page)
    assert notes(page) == [NO_ROOM.format("“Work and driving”")]
    if way == "longer":
        visitor.press("About 15")
        visitor.open("/questions")
    elif way == "by hand":
        add(visitor, "driving")
        visitor.open("/questions")
    else:
        visitor.open("/step/what-matters?change=questions")
        visitor.untick("worries", "cost")
        visitor.press("Continue")
        assert visitor.address == "/questions"
    assert "driving" in listed(visitor.page)
    assert notes(visitor.page) == []


def test_unticked_answer_to_a_topic_is_no_lack(visitor: Visitor) -> None:
    visitor.answer("what-matters", worries="work_driving")
    visitor.open("/questions")
    visitor.untick("q", "driving")
    visitor.press("Update my list")
    assert notes(visitor.open("/questions")) == []


def test_topic_of_the_first_questions_is_named(visitor: Visitor) -> None:
    visitor.answer("what-matters", worries="crs")
    visitor.answer("stage", stage="recovering")
    assert notes(visitor.open("/questions")) == [IN_CORE.format("“CRS”")]
    visitor.answer("stage", stage="deciding")
    page = visitor.open("/questions")
    assert "crs-treatment-plan" in listed(page)
    assert notes(page) == []


def test_topic_of_sensitive_questions_is_named_until_ticked(visitor: Visitor) -> None:
    visitor.answer("what-matters", worries="dying")
    assert notes(visitor.open("/questions")) == [SENSITIVE.format("“What if it goes badly?”")]
    add(visitor, "wishes-and-comfort-care")
    assert notes(visitor.open("/questions")) == []


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_sensitive_topic_is_not_named_again(visitor: Visitor, catalogue: Catalogue, answer: str) -> None:
    """Who wants these questions has one; who does not is not reminded of them."""
    visitor.answer("what-matters", worries="dying", show_sensitive=answer)
    page = visitor.open("/questions")
    of_topic = set(catalogue.field["worries"].options["dying"].answered_by)
    assert bool(of_topic & set(listed(page))) == (answer == "yes")
    assert notes(page) == []


def test_topic_without_any_question_is_named(visitor: Visitor) -> None:
    visitor.answer("what-matters", worries="caregiver_load")
    page = visitor.open("/questions")
    assert notes(page) == [NONE.format("“The load on the caregiver”")]
    visitor.answer("about-you", role="parent")
    page = visitor.open("/questions")
    assert "cg-own-health" in listed(page)
    assert notes(page) == []


def test_several_kinds_stand_side_by_side(visitor: Visitor) -> None:
    """A topic without a question takes no place from the two that a short sheet has room for."""
    visitor.answer("stage", stage="recovering")
    visitor.answer("what-matters", worries=("crs", "caregiver_load", "long_term", "work_driving", "dying"))
    page = visitor.open("/questions")
    assert notes(page) == [
        IN_CORE.format("“CRS”"),
        SENSITIVE.format("“What if it goes badly?”"),
        NONE.format("“The load on the caregiver”"),
    ]
    assert {"second-cancers", "driving"} <= set(listed(page))


def test_room_is_counted_on_the_list(visitor: Visitor) -> None:
    """What somebody added by hand has its room as well."""
    visitor.answer("what-matters", worries=("long_term", "cost", "work_driving", "dying"), length="short")
    visitor.answer("what-matters", show_sensitive="yes")
    page = visitor.open("/questions")
    assert notes(page) == [NO_ROOM.format("“Work and driving” and “What if it goes badly?”")]
    add(visitor, "driving")
    assert notes(visitor.open("/questions")) == [
        NO_ROOM.replace("2", "3").format("“What if it goes badly?”"),
    ]


# --- Questions that are not asked at another moment --------------------------------------------------


@pytest.fixture
def in_time(tmp_path: Path) -> Visitor:
    """Someone whose catalogue asks one of the questions only before the treatment."""
    text = JOURNEY_FILE.read_text(encoding="utf-8")
    for old, new in ASKED_BEFORE.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    file = tmp_path / "questions.yaml"
    file.write_text(text, encoding="utf-8")
    client = serving(file, (Fernet.generate_key().decode(),)).test_client()
    assert isinstance(client, LintingClient)
    return Visitor(client)


@pytest.mark.parametrize(("box", "length"), [("q", "short"), ("star", "full")], ids=["added", "starred"])
def test_question_that_is_no_longer_asked_is_named(in_time: Visitor, box: str, length: str) -> None:
    name = "second-cancers"
    in_time.answer("about-you", role="patient")
    in_time.answer("what-matters", length=length)
    in_time.open("/questions")
    if box == "q":
        add(in_time, name)
    else:
        in_time.tick("star", name)
        in_time.press("Update my list")
    assert notes(in_time.open("/questions")) == []
    in_time.answer("stage", stage="long_term")
    assert name not in offered(in_time.open("/questions/more"))
    page = in_time.open("/questions")
    assert name not in listed(page)
    assert notes(page) == [NOT_ASKED.format("“Later effects”")]
    in_time.press("Update my list")
    in_time.answer("stage", stage="deciding")
    page = in_time.open("/questions")
    assert listed(page)[name].starred == (box == "star")
    assert notes(page) == []


def test_what_is_left_open_and_does_not_count_as_not_sure_is_an_exception(visitor: Visitor) -> None:
    visitor.answer("cancer")
    page = visitor.open("/check")
    assert "It counts as “I am the patient”" in page.text
    assert "unless a line below says what it counts as" in page.text


def test_the_sheet_as_a_page_can_be_skipped_to(visitor: Visitor) -> None:
    page = visitor.open("/sheet/page")
    (skip,) = page.of_class("skip")
    assert page.by_id[(skip.get("href") or "").removeprefix("#")].tag == "main"
    assert all(each.get("aria-label") for each in page.all("nav"))
