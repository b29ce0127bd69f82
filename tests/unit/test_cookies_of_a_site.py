"""What stays, moves and is seen in one browser: several keys, clocks and sites on one host."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from cryptography.fernet import Fernet
from flask import Flask, Response, request
from hypothesis import given
from hypothesis import strategies as st

from app.core.free_text import FreeText
from app.web.cookie_names import mark_of
from app.web.seal import MAX_AGE
from app.web.session_cookies import CookieSessions
from app.web.session_data import LEAST_HOURS_KEPT, RENEW_AFTER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.web.session_data import Session

HOUR, DAY = 3600, 24 * 3600
NOON = 1_800_000_000
APP = Flask(__name__)
OLD, NEW, OTHER = (Fernet.generate_key().decode() for _key in range(3))
SITE = "Questions about gardens"
KEPT = FreeText(own=("Is there a garden?",))
KEYS = ((OLD,), (OLD, NEW), (NEW, OLD), (NEW,))
# Which of these the first and the second copy have, from the first key to the second.
ROLLED_OUT = ((0, 0), (1, 0), (1, 1), (2, 1), (2, 2), (3, 2), (3, 3))


@dataclass
class Clock:
    now: float = NOON

    def time(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def clock() -> Iterator[Clock]:
    clock = Clock()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(time, "time", clock.time)
        yield clock


@dataclass
class Browser:
    """The cookies of one host. `visit` is a page of a site that reads them, and changes them if told to."""

    cookies: dict[str, str] = field(default_factory=dict)

    def visit(
        self, site: CookieSessions, change: Callable[[Session], object] | None = None, at: str = ""
    ) -> Session:
        header = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        with APP.test_request_context(headers={"Cookie": header}, environ_overrides={"SCRIPT_NAME": at}):
            session, response = site.open(request), Response()
            if change:
                change(session)
            if not session.lost or change:  # as app/web/session.py does
                site.save(session, request, response)
        for header in response.headers.getlist("Set-Cookie"):
            name, value = header.partition(";")[0].split("=", 1)
            self.cookies[name] = value.strip('"')
            if "Max-Age=0" in header:
                del self.cookies[name]
        return session


def says(role: str) -> Callable[[Session], object]:
    def change(session: Session) -> None:
        session.give({"role": (role,)})
        session.free_text = KEPT

    return change


def held(session: Session) -> tuple[object, FreeText, bool]:
    return session.given.get("role"), session.free_text, session.lost


def clear(session: Session) -> None:
    session.ended = True


# --- Clocks ------------------------------------------------------------------------------------------


@given(st.integers(-400 * DAY, MAX_AGE))
def test_seal_that_lies_ahead_opens(clock: Clock, later: int) -> None:
    """`later`: by how many seconds the clock of the copy that reads is ahead of the one that sealed."""
    browser, site = Browser(), CookieSessions((OLD,), SITE)
    clock.now = NOON
    browser.visit(site, says("patient"))
    clock.now = NOON + later
    assert held(browser.visit(site)) == (("patient",), KEPT, False)


@given(st.integers(MAX_AGE + 1, 400 * DAY))
def test_what_is_too_old_is_lost_and_stays(clock: Clock, later: int) -> None:
    browser, site = Browser(), CookieSessions((OLD,), SITE)
    clock.now = NOON
    browser.visit(site, says("patient"))
    before = dict(browser.cookies)
    clock.now = NOON + later
    assert browser.visit(site).lost
    assert browser.cookies == before
    clock.now = NOON + 1
    assert held(browser.visit(site)) == (("patient",), KEPT, False)


@given(st.lists(st.integers(-9 * HOUR, 9 * HOUR), min_size=1, max_size=6))
def test_copies_hours_apart_lose_nothing(clock: Clock, clocks: list[int]) -> None:
    browser, site = Browser(), CookieSessions((OLD,), SITE)
    clock.now = NOON
    browser.visit(site, says("patient"))
    for apart in clocks:
        clock.now = NOON + apart
        assert held(browser.visit(site)) == (("patient",), KEPT, False)


@given(st.integers(-60 * HOUR, MAX_AGE))
def test_a_visit_leaves_19_to_20_hours(clock: Clock, later: int) -> None:
    """An hour more if the seal lay ahead, however far."""
    browser, site = Browser(), CookieSessions((OLD,), SITE)
    clock.now = NOON
    browser.visit(site, says("patient"))
    clock.now = NOON + later
    browser.visit(site)
    soon, late = Browser(dict(browser.cookies)), browser
    clock.now = NOON + later + LEAST_HOURS_KEPT * HOUR
    assert not soon.visit(site).lost
    clock.now = NOON + later + MAX_AGE + (RENEW_AFTER if later < 0 else 0) + 1
    assert late.visit(site).lost


def test_reading_again_sends_no_cookie(clock: Clock) -> None:
    browser, site = Browser(), CookieSessions((OLD,), SITE)
    clock.now = NOON
    browser.visit(site, says("patient"))
    before = dict(browser.cookies)
    for apart in (RENEW_AFTER, -RENEW_AFTER):
        clock.now = NOON + apart
        browser.visit(site)
        assert browser.cookies == before


# --- Keys --------------------------------------------------------------------------------------------


VISITS = st.lists(
    st.tuples(st.sampled_from([0, 1]), st.sampled_from([None, "patient", "caregiver"])), max_size=4
)


@given(st.tuples(*[VISITS] * len(ROLLED_OUT)))
def test_keys_can_be_changed_without_loss(
    clock: Clock, stages: tuple[list[tuple[int, str | None]], ...]
) -> None:
    clock.now = NOON
    browser, role = Browser(), "patient"
    browser.visit(CookieSessions(KEYS[0], SITE), says(role))
    for copies, visits in zip(ROLLED_OUT, stages, strict=True):
        # Before the old key is removed, a day has passed: whoever is still on their way has come by.
        for copy, said in ((0, None), *visits) if copies == (2, 2) else visits:
            read = browser.visit(CookieSessions(KEYS[copies[copy]], SITE), says(said) if said else None)
            role = said or role
            assert held(read) == ((role,), KEPT, False)
            assert len(browser.cookies) == 2


def test_what_was_sealed_last_counts(clock: Clock) -> None:
    browser = Browser()
    for later, (key, role) in enumerate([(OLD, "patient"), (NEW, "caregiver")]):
        clock.now = NOON + later
        browser.visit(CookieSessions((key,), SITE), says(role))
    assert len(browser.cookies) == 4
    for keys in ((OLD, NEW), (NEW, OLD)):
        both = Browser(dict(browser.cookies))
        assert held(both.visit(CookieSessions(keys, SITE)))[0] == ("caregiver",)
        assert len(both.cookies) == 2


def test_clearing_deletes_what_any_key_sealed(clock: Clock) -> None:
    clock.now = NOON
    browser = Browser()
    for key in (OLD, NEW):
        browser.visit(CookieSessions((key,), SITE), says("patient"))
    browser.visit(CookieSessions((NEW, OLD), SITE), clear)
    assert browser.cookies == {}


# --- Neighbours --------------------------------------------------------------------------------------

NEIGHBOURS = {
    "another key": (CookieSessions((OTHER,), SITE), ""),
    "another catalogue": (CookieSessions((OLD,), "Questions about lanterns"), ""),
    "another path": (CookieSessions((OLD,), SITE), "/gardens"),
}


@pytest.mark.parametrize(("site", "path"), NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_neighbours_neither_see_nor_erase(clock: Clock, site: CookieSessions, path: str) -> None:
    clock.now = NOON
    browser, ours = Browser(), CookieSessions((OLD,), SITE)
    browser.visit(ours, says("patient"))
    for change in (None, says("caregiver"), clear):
        there = browser.visit(site, change, at=path)
        assert (there.lost, there.given.get("role")) in {(False, None), (False, ("caregiver",))}
        assert held(browser.visit(ours)) == (("patient",), KEPT, False)


def test_copies_of_one_site_share_their_cookies(clock: Clock) -> None:
    clock.now = NOON
    browser = Browser()
    browser.visit(CookieSessions((OLD,), SITE), says("patient"))
    assert held(browser.visit(CookieSessions((OLD,), SITE))) == (("patient",), KEPT, False)


PARTS = st.tuples(*[st.text("ab/ ", max_size=4)] * 3)


@given(PARTS, PARTS)
def test_a_mark_tells_its_parts_apart(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    assert mark_of(*one) == mark_of(*one)
    assert (mark_of(*one) == mark_of(*other)) == (one == other)


# --- Forms while nothing can be opened ---------------------------------------------------------------


def test_lost_cookies_give_one_token(clock: Clock) -> None:
    """So that the page of the first press is good for the second, whichever copy gets it."""
    clock.now = NOON
    browser = Browser()
    browser.visit(CookieSessions((OLD,), SITE), says("patient"))
    clock.now += MAX_AGE + 1
    lost = [browser.visit(CookieSessions(keys, SITE)) for keys in ((OLD,), (OLD, NEW), (NEW, OLD))]
    assert len({session.token for session in lost}) == 1
    clock.now = NOON
    opened = browser.visit(CookieSessions((OLD,), SITE))
    assert opened.token != lost[0].token
    assert opened.accepts(lost[0].token)
    assert not opened.accepts("")
