"""An earlier visit is taken out after a question, and only the one that the question named."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.core.saved import SavedSheet
from app.core.visits import Note, Visit
from app.pdf import find_saved
from tests.web.test_after import SAVE, ids, noise
from tests.web.test_open import keep, open_file
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from tests.web.conftest import Clock
    from tests.web.linter import LintingClient

MAY = dt.date(2026, 5, 3)
TWO = (Visit(date=MAY, visit_with="Dr. Lee", other="In May."), Visit(other="Later."))


def with_visits(visitor: Visitor, *visits: Visit) -> Visitor:
    """Open a saved sheet with these visits, each finished, and then the page about the next one."""
    saved = SavedSheet.from_json(find_saved(keep(visitor.client)))
    finished = tuple(each.model_copy(update={"finished": True}) for each in visits)
    changed = saved.model_copy(update={"visits": finished})
    open_file(visitor, b"%PDF-1.7 >stream\n" + changed.to_json() + b"\nendstream")
    visitor.open("/after")
    return visitor


def others(client: LintingClient) -> list[str]:
    """Return what the summaries of all visits hold beside the questions."""
    texts = [client.get(f"/after/{number}.txt") for number in (1, 2, 3)]
    return [
        each.text.split("WHAT ELSE WAS HEARD")[-1].split()[0] for each in texts if each.status_code == 200
    ]


def test_the_question_names_the_visit(settled: Visitor, client: LintingClient) -> None:
    with_visits(settled, *TWO)
    settled.write("other", "Now.")
    page = settled.press("Remove visit 1")
    assert (settled.first.status_code, page.heading) == (303, "Remove visit 1")
    assert "This takes your notes of visit 1, Sunday, May 3, 2026, out of this browser." in page.text
    assert "With: Dr. Lee" in page.text
    assert others(client) == ["In", "Later.", "Now."]
    page = settled.press("Remove visit 1")
    assert "The notes of visit 1, Sunday, May 3, 2026, are gone from this browser." in page.text
    assert "Up to date" not in page.text
    assert others(client) == ["Later.", "Now."]
    assert "are gone" not in settled.open("/after").text


@pytest.mark.parametrize(("visits", "moved"), [(TWO, {1}), (TWO[:1], set())], ids=len)
def test_only_later_visits_move_up(settled: Visitor, visits: tuple[Visit, ...], moved: set[int]) -> None:
    for number in range(1, len(visits) + 1):
        with_visits(settled, *visits)
        settled.press(f"Remove visit {number}")
        page = settled.press(f"Remove visit {number}")
        assert ("Later visits move up by one number." in page.text) == (number in moved)


def test_it_can_be_kept(settled: Visitor, client: LintingClient) -> None:
    with_visits(settled, *TWO)
    settled.press("Remove visit 2")
    page = settled.go("Keep them")
    assert (settled.address, page.heading) == ("/after", "After your visit")
    assert "are gone" not in page.text
    assert others(client)[:2] == ["In", "Later."]


@pytest.mark.parametrize("visits", [TWO, (Visit(other="Yes."),) * 2], ids=["different", "alike"])
def test_a_second_press_takes_out_no_other_visit(settled: Visitor, visits: tuple[Visit, ...]) -> None:
    with_visits(settled, *visits)
    old = settled.form.data("Remove visit 1")
    settled.press("Remove visit 1")
    again = settled.form.data("Remove visit 1")
    form = settled.form
    settled.press("Remove visit 1")
    settled.form = form
    page = settled.send(again)
    assert (page.heading, page.text.count("summary as PDF")) == ("After your visit", 1)
    settled.send(old)
    assert settled.page.text.count("summary as PDF") == 1


def test_an_old_question_is_asked_again(settled: Visitor, client: LintingClient) -> None:
    with_visits(settled, *TWO)
    settled.press("Remove visit 1")
    settled.form.named("csrf_token")[0].value = "old"
    page = settled.press("Remove visit 1")
    assert (settled.status, page.heading) == (400, "Remove visit 1")
    assert others(client)[0] == "In"
    settled.press("Remove visit 1")
    assert others(client)[0] == "Later."


def test_cookies_that_cannot_be_opened_are_not_replaced(
    settled: Visitor, client: LintingClient, clock: Clock
) -> None:
    with_visits(settled, *TWO)
    settled.press("Remove visit 1")
    clock.ahead = 21 * 3600
    page = settled.press("Remove visit 1")
    assert (settled.status, page.heading) == (400, "Remove a visit")
    assert "We cannot open the answers in this browser." in page.errors["remove"]
    assert "Set-Cookie" not in settled.first.headers
    clock.ahead = 0
    assert others(client)[0] == "In"


@pytest.mark.parametrize("button", [SAVE, "Remove visit 1"])
def test_a_visit_makes_room_for_notes_that_are_too_long(
    settled: Visitor, client: LintingClient, button: str
) -> None:
    with_visits(settled, Visit(notes={f"gone-{number}": Note(heard=noise(number)) for number in range(7)}))
    for number, name in enumerate(ids(settled.page)[:7], 7):
        settled.write(f"heard-{name}", noise(number))
    entered = settled.form.entered()
    settled.press(button)
    assert "or take out an earlier visit" in settled.page.errors["notes"]
    other = Visitor(client)
    other.open(next(link for text, link in settled.page.links.items() if text.startswith("Remove")))
    other.press("Remove visit 1")
    assert "are gone" in other.page.text
    settled.press(SAVE)
    assert settled.status == 200
    assert settled.form.entered() == entered
