"""Back at the top of a page with a form stores what is typed, as going on does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.web.jar import ANSWERED
from tests.web.sheets import listed, on_sheet
from tests.web.test_journey import FORMS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.jar import Jar
    from tests.web.visitor import Visitor

WITHOUT_SAVING = "Back without saving"
NOT_ON_THE_LIST = "driving"


@dataclass(frozen=True)
class Work:
    """Input on a page: how to enter it, and to see that it is stored. `spoil` enters what is refused."""

    path: str
    before: str
    do: Callable[[Visitor], object]
    is_stored: Callable[[Visitor], bool]
    spoil: Callable[[Visitor], object]


def is_on_the_list(visitor: Visitor) -> bool:
    return NOT_ON_THE_LIST in listed(visitor.open("/questions"))


def outdate(visitor: Visitor) -> None:
    visitor.form.named("csrf_token")[0].value = "old"


WORK = {
    "steps.step": Work(
        "/step/health",
        "/step/other-treatments",
        lambda visitor: visitor.tick("conditions", "heart"),
        lambda visitor: "heart" in visitor.form.ticked("conditions"),
        lambda visitor: visitor.tick("conditions", "heart", "none"),
    ),
    "questions.questions": Work(
        "/questions",
        "/check",
        lambda visitor: visitor.write("own-1", "May I swim?"),
        lambda visitor: visitor.form.value("own-1") == "May I swim?",
        lambda visitor: visitor.write("own-1", "日本"),
    ),
    "questions.others": Work(
        "/questions/more",
        "/questions",
        lambda visitor: visitor.tick("q", NOT_ON_THE_LIST),
        is_on_the_list,
        outdate,
    ),
    "sheet.settings": Work(
        "/sheet",
        "/questions",
        lambda visitor: visitor.write("visit_with", "Dr. Żak"),
        lambda visitor: visitor.form.value("visit_with") == "Dr. Żak",
        lambda visitor: visitor.write("month", "13"),
    ),
    "after.visit": Work(
        "/after",
        "/ready",
        lambda visitor: visitor.write("other", "Call on Monday."),
        lambda visitor: visitor.form.value("other") == "Call on Monday.",
        lambda visitor: visitor.write("month", "13"),
    ),
}
NOTHING_TYPED = {"questions.order", "steps.clear", "saved.open_sheet"}
each_work = pytest.mark.parametrize("work", WORK.values(), ids=WORK)


def test_every_form_has_a_case_here() -> None:
    assert {*WORK, *NOTHING_TYPED} == set(FORMS)


@each_work
def test_back_stores_what_is_typed(visitor: Visitor, work: Work) -> None:
    visitor.open(work.path)
    work.do(visitor)
    visitor.press("Back")
    assert (visitor.first.status_code, visitor.address) == (303, work.before)
    visitor.open(work.path)
    assert work.is_stored(visitor)


@each_work
def test_refused_back_keeps_everything(visitor: Visitor, jar: Jar, work: Work) -> None:
    visitor.open(work.path)
    work.do(visitor)
    work.spoil(visitor)
    entered, stored = visitor.form.entered(), jar.opened(ANSWERED)
    visitor.press("Back")
    assert (visitor.status, visitor.address) == (400, f"{work.path}#errors")
    assert visitor.page.errors
    # A new own question comes back in a row of its own, ticked.
    after = {name: [id_ for id_ in ids if id_ != "own-1"] for name, ids in visitor.form.entered().items()}
    assert {name: after[name] for name in entered} == entered
    assert jar.opened(ANSWERED) == stored


@each_work
def test_a_refused_page_can_be_left(visitor: Visitor, work: Work) -> None:
    visitor.open(work.path)
    work.spoil(visitor)
    assert WITHOUT_SAVING not in visitor.page.links
    visitor.press("Back")
    visitor.go(WITHOUT_SAVING)
    assert (visitor.status, visitor.address) == (200, work.before)
    visitor.open(work.path)
    assert not work.is_stored(visitor)


@each_work
def test_enter_in_a_box_does_not_go_back(visitor: Visitor, work: Work) -> None:
    """A browser presses the first button of a form; it sends nothing but what is typed."""
    visitor.open(work.path)
    work.do(visitor)
    first, *_others = visitor.form.buttons
    assert first == ("Continue", "", "")
    visitor.press("Continue")
    assert visitor.first.status_code == 303
    visitor.open(work.path)
    assert work.is_stored(visitor)


@pytest.mark.parametrize(("change", "origin"), [("1", "/check"), ("questions", "/questions")])
def test_back_from_a_change_stores_and_returns(visitor: Visitor, change: str, origin: str) -> None:
    visitor.open(f"/step/health?change={change}")
    visitor.tick("conditions", "heart")
    visitor.press("Back")
    assert visitor.address == origin
    visitor.open("/step/health")
    assert visitor.form.ticked("conditions") == ["heart"]


def test_back_to_the_list_from_the_order_keeps_moves(visitor: Visitor) -> None:
    visitor.open("/questions/order")
    down = next(text for text, _name, value in visitor.form.buttons if value.startswith("down:"))
    visitor.press(down)
    moved = list(listed(visitor.page))
    visitor.press("Back")
    assert visitor.address == "/questions"
    assert list(listed(visitor.page)) == moved


def test_back_at_once_has_said_nothing(visitor: Visitor) -> None:
    visitor.open("/")
    visitor.go("Start")
    visitor.press("Back")
    assert visitor.address == "/"
    assert "Start" in visitor.page.links


def test_back_takes_an_answer_away(visitor: Visitor) -> None:
    visitor.answer("health", conditions="heart")
    visitor.open("/step/health")
    visitor.untick("conditions", "heart")
    visitor.press("Back")
    visitor.open("/step/health")
    assert visitor.form.ticked("conditions") == []


def test_back_from_an_untouched_list_changes_nothing(visitor: Visitor) -> None:
    before = on_sheet(visitor.open("/questions"))
    visitor.press("Back")
    assert on_sheet(visitor.open("/questions")) == before
