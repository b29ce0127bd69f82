"""A notice follows from what the browser holds, never from the address: it is true whenever it is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalogues import SMALL_FILE, small
from tests.conftest import serving
from tests.web.jar import ANSWERED, TYPED, Jar, set_by
from tests.web.linter import LintingClient
from tests.web.page import text_of
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from flask import Flask

    from tests.web.conftest import Clock
    from tests.web.page import Page

OF_A_SHEET = (
    "/check", "/not-covered", "/questions/more", "/questions/order", "/sheet", "/ready", "/sheet/page",
    "/sheet/message", "/sheet.txt", "/sheet.pdf",
)  # fmt: skip
WAYS_IN = ("/step/about-you", "/step/health", "/questions")
CANNOT_OPEN = "We cannot open the answers in this browser."
FITS_NOBODY = "There are no answers in this browser, so this list fits nobody in particular."
UP_TO_DATE = "Up to date."
EXPIRED = 21 * 3600


# --- No answers, no sheet ----------------------------------------------------------------------------


@pytest.mark.parametrize("path", OF_A_SHEET)
def test_without_cookies_there_is_no_sheet(client: LintingClient, path: str) -> None:
    """Also for a download manager that asks again without cookies: it gets a page, and no file."""
    visitor = Visitor(client)
    visitor.open(path)
    assert (visitor.first.status_code, visitor.address) == (303, "/#no-answers")
    assert (visitor.status, visitor.response.mimetype) == (200, "text/html")
    assert "Content-Disposition" not in visitor.response.headers
    assert set_by(visitor.first) == set_by(visitor.response) == {}
    note = visitor.page.by_id["no-answers"]
    assert note.get("tabindex") == "-1"
    assert visitor.page.links["Blank sheets to print"] == "/blank"
    visitor.go("Start")
    assert visitor.address == "/step/about-you"


@pytest.mark.parametrize("path", WAYS_IN)
def test_ways_in_are_open_to_everyone(client: LintingClient, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", OF_A_SHEET)
def test_who_has_begun_is_not_sent_away(visitor: Visitor, path: str) -> None:
    visitor.open(path)
    assert visitor.status == 200
    assert visitor.address == (path if path != "/not-covered" else "/check")


def test_note_is_only_for_browsers_without_cookies(client: LintingClient, visitor: Visitor) -> None:
    assert "no-answers" not in visitor.open("/#top").by_id
    for cookie in list(set_by(client.get("/questions"))):
        client.delete_cookie(cookie)
    fresh = client.application.test_client()
    assert isinstance(fresh, LintingClient)
    fresh.get("/")
    assert "no-answers" in fresh.page.by_id


@pytest.mark.parametrize("start", ["/", "/blank"])
def test_no_link_leads_in_a_circle(app: Flask, start: str) -> None:
    client = app.test_client()
    assert isinstance(client, LintingClient)
    client.get(start)
    pages = {text: to for text, to in client.page.links.items() if to.startswith("/") and to != "/"}
    assert pages
    for address in pages.values():
        fresh = app.test_client()
        assert isinstance(fresh, LintingClient)
        visitor = Visitor(fresh)
        visitor.open(address)
        assert visitor.status == 200
        assert visitor.address.partition("#")[0] not in {"/", start}


def test_list_without_answers_fits_nobody(visitor: Visitor) -> None:
    page = visitor.open("/questions")
    assert FITS_NOBODY in page.text
    assert ("Answer a few short questions", "do", "steps") in page.form().buttons
    visitor.press("About 15")
    assert FITS_NOBODY in visitor.page.text
    visitor.answer("about-you", role="patient")
    assert FITS_NOBODY not in visitor.open("/questions").text


# --- Up to date --------------------------------------------------------------------------------------


def says_up_to_date(page: Page) -> bool:
    note = page.by_id.get("saved")
    assert (note is not None) == page.title.startswith("Up to date")
    return note is not None and text_of(note).startswith(UP_TO_DATE)


@pytest.mark.parametrize("button", ["Update my list", "About 15", "Add"])
def test_a_stored_list_says_so_once(client: LintingClient, visitor: Visitor, button: str) -> None:
    visitor.open("/questions")
    visitor.write("own-1", "Is there a garden?")
    visitor.press(button)
    assert "?" not in visitor.address
    assert says_up_to_date(visitor.page)
    for again in (visitor, Visitor(client)):
        assert not says_up_to_date(again.open("/questions"))
    assert not says_up_to_date(visitor.open("/questions?saved=1"))


def test_buttons_that_lead_on_leave_no_notice(visitor: Visitor) -> None:
    for button in ("Make my sheet", "Change the order", "Add other questions"):
        visitor.open("/questions")
        visitor.press(button)
        assert not says_up_to_date(visitor.open("/questions"))


def test_added_questions_say_so_once(visitor: Visitor) -> None:
    visitor.open("/questions/more")
    visitor.press("Add to my list")
    assert says_up_to_date(visitor.page)
    assert not says_up_to_date(visitor.open("/questions"))


def test_a_refused_list_is_not_up_to_date(visitor: Visitor) -> None:
    visitor.open("/questions")
    visitor.write("own-1", "x" * 201)
    visitor.press("Update my list")
    assert visitor.status == 400
    assert not says_up_to_date(visitor.page)
    assert not says_up_to_date(visitor.open("/questions"))


# --- Cleared -----------------------------------------------------------------------------------------


def test_cleared_leads_whoever_has_answers_to_clear(settled: Visitor, jar: Jar) -> None:
    assert settled.open("/cleared").heading == "Clear my answers"
    assert (settled.address, jar.names) == ("/clear", {ANSWERED, TYPED})


def test_without_cookies_there_is_nothing_to_clear(client: LintingClient) -> None:
    visitor = Visitor(client)
    assert visitor.open("/clear").heading == "There are no answers in this browser"
    assert (visitor.address, set_by(visitor.first)) == ("/cleared", {})


# --- Cookies that cannot be opened -------------------------------------------------------------------


def test_lost_says_nothing_by_its_address(settled: Visitor) -> None:
    page = settled.open("/?lost=1")
    assert CANNOT_OPEN.rstrip(".") not in page.text
    assert "Go on with my questions" in page.links


def test_old_tab_needs_two_presses(settled: Visitor, jar: Jar, clock: Clock) -> None:
    settled.open("/step/stage")
    settled.tick("stage", "recovering")
    before = jar.value(ANSWERED)
    clock.ahead += EXPIRED
    settled.press("Continue")
    assert (settled.status, jar.value(ANSWERED)) == (400, before)
    assert settled.form.ticked("stage") == ["recovering"]
    assert next(iter(settled.page.errors.values())).startswith(CANNOT_OPEN)
    settled.press("Continue")
    assert settled.first.status_code == 303
    assert jar.opened(ANSWERED)["answers"]["stage"] == ["recovering"]
    assert jar.names == {ANSWERED}


@settings(max_examples=8)
@given(st.lists(st.booleans(), min_size=3, max_size=3))
def test_two_presses_are_always_enough(app: Flask, keys: tuple[str, ...], opens: list[bool]) -> None:
    """Whichever presses meet a copy that cannot open the cookies: with a clock far ahead, or another key."""
    with pytest.MonkeyPatch.context() as patch:
        client = app.test_client()
        assert isinstance(client, LintingClient)
        visitor, jar = Visitor(client), Jar(client, keys[0])
        visitor.answer("cancer", diagnosis="mcl")
        visitor.open("/step/stage")
        visitor.tick("stage", "recovering")
        presses = 0
        while not presses or visitor.first.status_code != 303:
            can_open = opens[presses]
            patch.setattr("app.web.seal.MAX_AGE", 3600 if can_open else -1)
            visitor.press("Continue")
            presses += 1
        patch.setattr("app.web.seal.MAX_AGE", 3600)
        assert presses == (1 if opens[0] else 2)
        said = jar.opened(ANSWERED)["answers"]
        assert said["stage"] == ["recovering"]
        assert ("diagnosis" in said) == can_open


def test_no_press_replaces_what_may_open_again(settled: Visitor, jar: Jar, clock: Clock) -> None:
    before = {name: jar.value(name) for name in (ANSWERED, TYPED)}
    settled.open("/step/stage")
    clock.ahead += EXPIRED
    settled.press("Continue")
    for path in ("/", "/check", "/questions", "/clear", "/cleared", "/step/stage", "/sheet.pdf"):
        settled.client.get(path)
    clock.ahead -= EXPIRED
    assert {name: jar.value(name) for name in (ANSWERED, TYPED)} == before
    assert "Mantle cell lymphoma" in settled.open("/check").text


# --- Answers that are gone ---------------------------------------------------------------------------

GONE = "What you answered and typed before is no longer in this browser, but for what is on this page."
NO_SHEET = "There are no answers in this browser, so this sheet fits nobody in particular."
FORMS = {
    "/step/health": "Continue", "/questions": "Make my sheet", "/questions/more": "Add to my list",
    "/questions/order": "Back", "/sheet": "Continue", "/after": "Save",
}  # fmt: skip


@pytest.mark.parametrize(("path", "button"), FORMS.items())
def test_a_page_from_answers_that_are_gone_says_so(
    settled: Visitor, jar: Jar, path: str, button: str
) -> None:
    settled.open(path)
    jar.drop(ANSWERED)
    jar.drop(TYPED)
    settled.press(button)
    (summary,) = settled.page.of_class("errors")
    assert GONE in text_of(summary)
    links = {text_of(link): link.get("href") for link in settled.page.within(summary, "a")}
    new_tab = "(opens in a new tab) (new tab)"
    assert links[f"Open a saved sheet {new_tab}"] == "/open"
    assert links[f"Answer again {new_tab}"] == "/step/about-you"


@pytest.mark.parametrize(("path", "button"), FORMS.items())
def test_answers_that_were_never_there_are_not_gone(
    visitor: Visitor, jar: Jar, path: str, button: str
) -> None:
    visitor.open(path)
    jar.drop(ANSWERED)
    visitor.press(button)
    assert visitor.status == 400
    assert GONE not in visitor.page.text


def test_answers_cleared_in_another_tab_are_gone_though_there_are_new_ones(settled: Visitor) -> None:
    other = Visitor(settled.client)
    settled.open("/questions")
    other.open("/clear")
    other.press("Clear my answers")
    other.answer("about-you", role="patient")
    settled.press("Update my list")
    assert GONE in settled.page.text


def test_pages_say_that_there_are_no_answers_until_there_are_some(settled: Visitor, jar: Jar) -> None:
    settled.open("/questions")
    jar.drop(ANSWERED)
    jar.drop(TYPED)
    settled.press("Make my sheet")
    assert (settled.status, FITS_NOBODY in settled.page.text) == (400, True)
    settled.press("Make my sheet")
    assert NO_SHEET in settled.page.text
    settled.press("Continue")
    assert (settled.page.heading, NO_SHEET in settled.page.text) == ("Your sheet is ready", True)
    assert "so these questions fit nobody in particular" in settled.open("/after").text
    settled.press("Save")
    assert "so these questions fit nobody in particular" in settled.page.text
    settled.answer("about-you", role="patient")
    for path in ("/questions", "/sheet", "/ready", "/after"):
        assert "nobody in particular" not in settled.open(path).text


def test_answers_that_cannot_be_opened_are_not_called_none(settled: Visitor, clock: Clock) -> None:
    settled.open("/questions")
    clock.ahead += EXPIRED
    settled.press("Make my sheet")
    assert CANNOT_OPEN in settled.page.text
    assert "nobody in particular" not in settled.page.text
    assert GONE not in settled.page.text


# --- Any order ---------------------------------------------------------------------------------------

STEPS = st.sampled_from(["begin", "answer", "update", "list", "clear", "lose", "start", "cleared", "sheet"])


class Notices:
    """One browser with two tabs, and what each notice must say of it."""

    def __init__(self, client: LintingClient, jar: Jar) -> None:
        self.tabs, self.jar = [Visitor(client), Visitor(client)], jar
        self.holds = "nothing"  # or "a token", "a list", "answers", "what cannot be opened"
        self.news = False  # the list was stored and not shown since

    def do(self, step: str, tab: int) -> None:
        getattr(self, step)(self.tabs[tab])

    def begin(self, tab: Visitor) -> None:
        tab.open("/step/stage")
        self.holds = {"nothing": "a token"}.get(self.holds, self.holds)

    def answer(self, tab: Visitor) -> None:
        if self.holds != "what cannot be opened":
            tab.answer("cancer", diagnosis="mcl")
            self.holds = "answers"

    def update(self, tab: Visitor) -> None:
        if self.holds != "what cannot be opened":
            tab.open("/questions")
            tab.client.post("/questions", data=tab.form.data("Update my list"))  # nobody follows it
            self.holds = "answers" if self.holds == "answers" else "a list"
            self.news = True

    def list(self, tab: Visitor) -> None:
        page = tab.open("/questions")
        if self.holds == "what cannot be opened":
            assert tab.address == "/#lost"
            return
        assert says_up_to_date(page) == self.news
        assert (FITS_NOBODY in page.text) == (self.holds != "answers")
        self.holds = "a token" if self.holds == "nothing" else self.holds
        self.news = False

    def clear(self, tab: Visitor) -> None:
        page = tab.open("/clear")
        assert (page.heading == "Clear my answers") == (self.holds != "nothing")
        if self.holds != "nothing":
            tab.press("Clear my answers")
        assert tab.page.heading == "There are no answers in this browser"
        self.holds, self.news = "nothing", False

    def lose(self, _tab: Visitor) -> None:
        if self.holds != "nothing":
            self.jar.put(ANSWERED, "cut")
            self.holds, self.news = "what cannot be opened", False

    def start(self, tab: Visitor) -> None:
        page = tab.open("/?lost=1")
        assert ("no-answers" in page.by_id) == (self.holds == "nothing")
        assert ("lost" in page.by_id) == (self.holds == "what cannot be opened")
        assert ("Go on with my questions" in page.links) == (self.holds in {"a list", "answers"})

    def cleared(self, tab: Visitor) -> None:
        heading = tab.open("/cleared").heading
        has_none = self.holds in {"nothing", "a token"}
        assert (heading == "There are no answers in this browser") == has_none

    def sheet(self, tab: Visitor) -> None:
        tab.open("/ready")
        elsewhere = {"nothing": "/#no-answers", "what cannot be opened": "/#lost"}
        assert tab.address == elsewhere.get(self.holds, "/ready")


@settings(max_examples=30)
@given(st.lists(st.tuples(STEPS, st.sampled_from([0, 1])), max_size=12))
def test_notices_hold_in_any_order(app: Flask, keys: tuple[str, ...], steps: list[tuple[str, int]]) -> None:
    client = app.test_client()
    assert isinstance(client, LintingClient)
    notices = Notices(client, Jar(client, keys[0]))
    for step, tab in steps:
        notices.do(step, tab)


def test_step_off_the_path_is_shown_again_without_its_cookies(keys: tuple[str, ...]) -> None:
    """The answers that led to it are unknown; what was ticked is kept all the same."""
    client = serving(SMALL_FILE, keys).test_client()
    assert isinstance(client, LintingClient)
    visitor = Visitor(client)
    visitor.answer("you", plants="roses")
    visitor.tick("soil", "clay")
    Jar(client, keys[0], small().name).drop(ANSWERED)
    visitor.press("Continue")
    assert visitor.status == 400
    assert visitor.form.ticked("soil") == ["clay"]
