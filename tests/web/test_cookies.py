from __future__ import annotations

import random
import unicodedata
from typing import TYPE_CHECKING

import pytest

from app.core.free_text import MAX_NAME_LENGTH, MAX_QUESTION_LENGTH, clean
from tests.web.jar import ANSWERED, TYPED, Jar, set_by
from tests.web.sheets import add, add_own, listed, offered, on_sheet
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from app.content import Catalogue
    from app.web.service import Service
    from tests.web.conftest import Clock
    from tests.web.linter import LintingClient

LARGEST = 4096
PREFIX = "__Host-"
PLAIN, SECURE = "http://localhost", "https://localhost"
MINUTE, HOUR, TWENTY_HOURS = 60, 3600, 20 * 3600
OWN = ("own-1", "own-2", "own-3", "own-4", "own-5")


def attributes(header: str) -> set[str]:
    """Return what stands after the name and the value of a Set-Cookie header."""
    return {part.strip() for part in header.split(";")[1:]}


def everything_set(visitor: Visitor) -> dict[str, str]:
    """Let a visitor answer, star and type, and return the last Set-Cookie header by name."""
    headers: dict[str, str] = {}
    visitor.answer("about-you", role="patient")
    headers |= set_by(visitor.first)
    visitor.open("/sheet")
    visitor.write("visit_with", "Dr. Lee")
    visitor.press("Continue")
    return headers | set_by(visitor.first)


def test_cookies_on_http_have_no_prefix(client: LintingClient) -> None:
    headers = everything_set(Visitor(client, PLAIN))
    assert set(headers) == {ANSWERED, TYPED}
    for header in headers.values():
        assert attributes(header) == {"HttpOnly", "Path=/", "SameSite=Lax"}


def test_cookies_on_https_have_host_prefix(client: LintingClient) -> None:
    headers = everything_set(Visitor(client, SECURE))
    assert set(headers) == {PREFIX + ANSWERED, PREFIX + TYPED}
    for header in headers.values():
        assert attributes(header) == {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}


def test_hsts_is_sent_only_on_https(client: LintingClient) -> None:
    name = "Strict-Transport-Security"
    assert "max-age=" in client.get("/", base_url=SECURE).headers[name]
    assert name not in client.get("/", base_url=PLAIN).headers


def test_http_cookie_is_ignored_on_https(client: LintingClient) -> None:
    Visitor(client, PLAIN).answer("cancer", diagnosis="mcl")
    assert "Mantle cell lymphoma" in Visitor(client, PLAIN).open("/check").text
    assert "Mantle cell lymphoma" not in Visitor(client, SECURE).open("/check").text


@pytest.mark.parametrize(
    "path", ["/", "/about", "/privacy", "/accessibility", "/healthz", "/static/site.css"]
)
def test_public_pages_set_no_cookie(client: LintingClient, path: str) -> None:
    assert set_by(client.get(path)) == {}


def test_cookies_hold_only_known_data(visitor: Visitor, jar: Jar) -> None:
    visitor.answer("about-you", role="caregiver")
    visitor.answer("health", conditions=("heart", "lung"))
    added = offered(visitor.open("/questions/more"))[0]
    page = add(visitor, added)
    *_core, dropped, starred = list(listed(page))[:6]
    visitor.untick("q", dropped)
    visitor.tick("star", starred)
    visitor.write("own-1", "Is there a garden?")
    visitor.press("Make my sheet")
    for name, value in {"month": "5", "day": "2", "year": "2027", "visit_with": "Dr. Lee"}.items():
        visitor.write(name, value)
    visitor.tick("paper", "a4")
    visitor.untick("parts", "tell_team")
    visitor.press("Continue")
    answered, typed = jar.opened(ANSWERED), jar.opened(TYPED)
    assert set(answered) == {"token", "answers", "choices", "seen", "beside"}
    assert answered["beside"] == ["typed"]
    assert answered["seen"] == answered["answers"]
    assert {name: options for name, options in answered["answers"].items() if options} == {
        "role": ["caregiver"],
        "conditions": ["heart", "lung"],
    }
    assert set(answered["choices"]) <= {"dropped", "added", "starred", "order", "paper", "size", "parts"}
    assert [answered["choices"][name] for name in ("dropped", "added", "starred", "paper")] == [
        [dropped], [added], [starred], "a4",
    ]  # fmt: skip
    assert set(typed) <= {"own", "visit_date", "visit_with", "columns"}
    assert (typed["visit_date"], typed["visit_with"]) == ("2027-05-02", "Dr. Lee")
    assert typed["own"] == ["Is there a garden?", "", "", "", ""]


def test_a_cookie_can_only_be_read_with_the_key(visitor: Visitor, jar: Jar) -> None:
    visitor.answer("cancer", diagnosis="mcl")
    assert b'"diagnosis":["mcl"]' in jar.plain(ANSWERED)
    assert "mcl" not in jar.value(ANSWERED)


def test_two_visitors_have_different_tokens(visitor: Visitor, jar: Jar) -> None:
    visitor.open("/questions")
    first = visitor.form.value("csrf_token")
    jar.drop(ANSWERED)
    visitor.open("/questions")
    assert visitor.form.value("csrf_token") != first
    assert len(first) >= 20


def test_largest_answers_and_choices_fit(visitor: Visitor, jar: Jar, catalogue: Catalogue) -> None:
    chance = random.Random(7)  # noqa: S311  the same order each time
    for step in catalogue.steps:
        everything = {
            field.id: tuple(o for o in field.options if o not in field.exclusive)[: field.at_most]
            for field in step.fields
            if field.choose == "many"
        }
        visitor.answer(step.id, **everything)
    visitor.answer("about-you", role="caregiver")
    visitor.answer("what-matters", show_sensitive="yes")
    chosen = list(listed(visitor.open("/questions")))
    visitor.untick("q", *chosen[4:])
    visitor.tick("star", *chosen[:3])
    visitor.press("Update my list")
    add(visitor, *offered(visitor.open("/questions/more")))
    visitor.press("Change the order")
    for _move in range(3):
        moves = [text for text, _do, value in visitor.form.buttons if value.startswith(("up:", "down:"))]
        visitor.press(chance.choice(moves))
    page = visitor.open("/questions")
    assert len(on_sheet(page)) == len(catalogue.questions) - len(chosen[4:])
    assert len(jar.opened(ANSWERED)["choices"]["order"]) == len(catalogue.questions) - 4
    assert len(PREFIX + jar.full(ANSWERED) + jar.value(ANSWERED)) < LARGEST


def letters(first: str, last: str) -> list[str]:
    """Return the letters from one character to another that stay what they are in NFC."""
    both = [chr(point) for point in range(ord(first), ord(last) + 1)]
    return [c for c in both if unicodedata.category(c)[0] in "LNP" and unicodedata.normalize("NFC", c) == c]


@pytest.mark.parametrize(
    "alphabet",
    [letters("!", "~"), letters("Ё", "я"), letters("\u0391", "ώ"), letters("Ạ", "ỹ"), letters("À", "ỹ")],
    ids=["ASCII", "Cyrillic", "Greek", "Vietnamese", "all Latin, Greek and Cyrillic"],
)
def test_longest_texts_are_stored_or_refused(
    visitor: Visitor, jar: Jar, house: Service, alphabet: list[str]
) -> None:
    chance = random.Random(7)  # noqa: S311  the same letters each time
    odd = house.fonts.unprintable("".join(alphabet))
    usable = [char for char in alphabet if char not in odd and clean(char)]
    texts = {name: "".join(chance.choices(usable, k=MAX_QUESTION_LENGTH)) for name in OWN}
    visitor.open("/questions")
    add_own(visitor, *texts.values())
    visitor.press("Make my sheet")
    assert visitor.first.status_code in {303, 400}
    if visitor.status == 400:
        assert "too long" in " ".join(visitor.page.errors.values())
    else:
        visitor.write("visit_with", "".join(chance.choices(usable, k=MAX_NAME_LENGTH)))
        visitor.press("Continue")
        assert visitor.page.heading == "Your sheet is ready"
        assert len(PREFIX + jar.full(TYPED) + jar.value(TYPED)) < LARGEST
        visitor.open("/questions")
    assert {name: visitor.form.value(name) for name in OWN} == texts


# --- Renewal -----------------------------------------------------------------------------------------


def still_there(visitor: Visitor) -> bool:
    """Whether both the answers and the typed text can still be read."""
    page = visitor.open("/sheet/page")
    said, typed = "Mantle cell lymphoma" in page.text, "Dr. Lee" in page.text
    assert said == typed
    return said


def test_looking_at_a_page_sets_no_cookie_again(client: LintingClient, settled: Visitor) -> None:
    del settled
    assert set_by(client.get("/check")) == {}


def test_visit_after_an_hour_renews_cookies(client: LintingClient, settled: Visitor, clock: Clock) -> None:
    del settled
    clock.ahead += HOUR + MINUTE
    assert set(set_by(client.get("/check"))) == {ANSWERED, TYPED}
    assert set_by(client.get("/check")) == {}


@pytest.mark.parametrize("visits", [1, 3])
def test_the_time_counts_from_the_last_visit(settled: Visitor, clock: Clock, visits: int) -> None:
    for _visit in range(visits):
        clock.ahead += TWENTY_HOURS - MINUTE
        assert still_there(settled)
    clock.ahead += TWENTY_HOURS + MINUTE
    assert not still_there(settled)


def test_typed_text_lives_as_long_as_the_answers(settled: Visitor, clock: Clock) -> None:
    for stage in ("deciding", "preparing", "deciding"):
        clock.ahead += HOUR - MINUTE
        settled.answer("stage", stage=stage)
    clock.ahead += TWENTY_HOURS - MINUTE
    assert still_there(settled)


# --- Clearing ----------------------------------------------------------------------------------------


def test_clearing_deletes_both_cookies(settled: Visitor, jar: Jar) -> None:
    settled.open("/")
    settled.go("Clear my answers")
    settled.press("Clear my answers")
    assert (settled.first.status_code, settled.address) == (303, "/cleared")
    assert settled.page.heading == "There are no answers in this browser"
    assert jar.names == set()
    for header in set_by(settled.first).values():
        assert {"Max-Age=0", "Path=/", "HttpOnly", "SameSite=Lax"} <= attributes(header)
    assert "Start" in settled.open("/").links


def test_clear_on_https_deletes_prefixed_cookies(client: LintingClient) -> None:
    visitor = Visitor(client, SECURE)
    everything_set(visitor)
    visitor.open("/clear")
    visitor.press("Clear my answers")
    deleted = set_by(visitor.first)
    assert set(deleted) == {PREFIX + ANSWERED, PREFIX + TYPED}
    for header in deleted.values():
        assert {"Secure", "Max-Age=0", "Path=/"} <= attributes(header)
    assert "Start" in visitor.open("/").links


def test_keeping_the_answers_clears_nothing(settled: Visitor) -> None:
    settled.open("/clear")
    assert settled.go("Keep them").heading == "Check your answers"
    assert still_there(settled)


@pytest.mark.parametrize("button", ["Update my list", "About 15"])
def test_stale_tab_after_clear_keeps_input(client: LintingClient, visitor: Visitor, button: str) -> None:
    visitor.open("/questions")
    visitor.write("own-1", "Is there a garden?")
    visitor.press("Update my list")
    other = Visitor(client)
    other.open("/clear")
    other.press("Clear my answers")
    visitor.write("own-2", "May I swim?")
    visitor.press(button)
    assert visitor.status == 400
    (message,) = visitor.page.errors.values()
    assert "Nothing you entered on this page is lost: please press the button again." in message
    visitor.press(button)
    assert visitor.first.status_code == 303
    assert [visitor.form.value(name) for name in ("own-1", "own-2")] == ["Is there a garden?", "May I swim?"]


def test_clearing_twice_is_no_error(client: LintingClient, settled: Visitor) -> None:
    settled.open("/clear")
    other = Visitor(client)
    other.open("/clear")
    other.press("Clear my answers")
    settled.press("Clear my answers")
    assert (settled.status, settled.address) == (200, "/cleared")


def test_cleared_page_keeps_newer_answers(settled: Visitor) -> None:
    settled.open("/clear")
    settled.press("Clear my answers")
    settled.answer("cancer", diagnosis="mcl")
    settled.open("/cleared")
    assert "Mantle cell lymphoma" in settled.open("/check").text


@pytest.mark.parametrize("path", ["/clear", "/step/cancer", "/questions", "/sheet"])
def test_cross_site_form_leaves_cookies_alone(
    client: LintingClient, settled: Visitor, jar: Jar, path: str
) -> None:
    """A browser sends it without our lax cookies, and would take new ones from the answer."""
    assert settled.status == 200
    before = jar.names
    answered = client.post(path, headers={"Sec-Fetch-Site": "cross-site"})
    assert answered.status_code == 403
    assert "Set-Cookie" not in answered.headers
    assert jar.names == before != set()
