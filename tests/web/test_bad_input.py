from __future__ import annotations

import json
import unicodedata
import zlib
from typing import TYPE_CHECKING

import pytest
from cryptography.fernet import Fernet
from werkzeug.datastructures import MultiDict

from app.web.bodies import MAX_BODY_BYTES
from tests.web.jar import ANSWERED, TYPED, Jar, set_by
from tests.web.page import text_of
from tests.web.sheets import add_own, in_text, on_paper, on_sheet
from tests.web.test_journey import POSTING

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.content import Catalogue
    from tests.web.conftest import Clock
    from tests.web.linter import LintingClient
    from tests.web.visitor import Visitor

NOT_ON_THE_LIST = "One of the answers sent is not on the list. Pick from the list."
NO_SUCH_CHOICE = "One of the choices sent is not on the list. Pick from the list."
NO_SUCH_QUESTION = "One of the questions sent is not in our list. Pick from the list."
NO_SUCH_DATE = "There is no such date. Check the month, the day and the year."
NOT_A_DATE = "Write month, day and year, such as 12 26 2026 or December 26, 2026. Or leave it empty."
CHECK_THE_YEAR = "Check the year of this date."
OPEN_TOO_LONG = "This page was open for a long time, or your browser does not keep our cookie."
CANNOT_OPEN = "We cannot open the answers in this browser."
LOST = "We cannot open the answers in this browser"
TWENTY_HOURS = 20 * 3600
NEED_A_TOKEN = [path for path in POSTING.values() if path != "/clear"]
JOURNEY = ["/step/about-you", "/step/health", "/check", "/questions", "/sheet", "/ready", "/sheet/page",
           "/sheet/message", "/sheet.txt", "/sheet.pdf"]  # fmt: skip
NAUGHTY = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</textarea></form><h1>",
    "{{ 7 * 7 }}{% raw %}${7*7}",
    "\x00\x01\x1b[31m\x7f\x85",
    "\u202e\u2066\ufeff\u200b\u2028",
    "e" + "\u0301" * 500,
    "\ue000\U0001f9ff",
    "-1",
    "9" * 400,
    "\u0660\u0661",
]  # fmt: skip


def refused(visitor: Visitor, field: str, message: str) -> None:
    """Check that a form came back with the message on top and beside its field."""
    assert visitor.status == 400
    (shown,) = visitor.page.errors.values()
    assert shown.endswith(message)
    beside = visitor.page.by_id[f"{field}-error"]
    assert text_of(beside) == f"Error: {shown}"


# --- A step ------------------------------------------------------------------------------------------


def test_unknown_option_is_refused(visitor: Visitor) -> None:
    visitor.open("/step/about-you")
    visitor.tick("age", "a50_69")
    data = visitor.form.data("Continue")
    data["role"] = "king"
    visitor.send(data)
    refused(visitor, "role", NOT_ON_THE_LIST)
    assert visitor.form.ticked("age") == ["a50_69"]


def test_two_radio_answers_are_refused(visitor: Visitor) -> None:
    visitor.open("/step/about-you")
    visitor.tick("age", "a50_69")
    data = visitor.form.data("Continue")
    data.setlist("role", ["patient", "caregiver"])
    visitor.send(data)
    refused(visitor, "role", "Pick only one answer.")
    assert visitor.form.ticked("age") == ["a50_69"]


@pytest.mark.parametrize(
    ("step", "field", "alone", "label"),
    [
        ("other-treatments", "current_meds", "none", "None of these"),
        ("health", "conditions", "none", "None of these"),
        ("health", "conditions", "skip", "Skip"),
    ],
)
def test_exclusive_option_with_another_is_refused(
    visitor: Visitor, step: str, field: str, alone: str, label: str
) -> None:
    visitor.open(f"/step/{step}")
    ticks = [visitor.form.named(field)[0].value, alone]
    visitor.tick(field, *ticks)
    visitor.press("Continue")
    refused(visitor, field, f"Pick “{label}” alone, or untick it.")
    assert visitor.form.ticked(field) == ticks


def test_a_sixth_worry_is_refused(visitor: Visitor) -> None:
    visitor.open("/step/what-matters")
    six = [control.value for control in visitor.form.named("worries")][:6]
    visitor.tick("worries", *six)
    visitor.tick("length", "full")
    visitor.press("Continue")
    refused(visitor, "worries", "You picked 6. Pick no more than 5: untick 1.")
    assert visitor.form.ticked("worries") == six
    assert visitor.form.ticked("length") == ["full"]
    visitor.untick("worries", six[0])
    visitor.press("Continue")
    assert visitor.first.status_code == 303


def test_a_refused_answer_is_not_saved(visitor: Visitor) -> None:
    visitor.answer("other-treatments", current_meds="steroid")
    visitor.answer("other-treatments", current_meds="none")
    assert visitor.status == 400
    visitor.open("/step/other-treatments")
    assert visitor.form.ticked("current_meds") == ["steroid"]


@pytest.mark.parametrize("change", ["", "?change=1"])
def test_the_message_leads_to_the_first_option(visitor: Visitor, change: str) -> None:
    visitor.open(f"/step/other-treatments{change}")
    visitor.tick("past_tx", "none", "bispecific")
    visitor.press("Continue")
    (target,) = visitor.page.errors
    assert visitor.page.by_id[target].attrib["value"] == visitor.form.named("past_tx")[0].value


# --- Typed texts -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("length", "over"), [(201, "1 character"), (263, "63 characters")])
def test_too_long_question_is_refused_and_kept(visitor: Visitor, length: int, over: str) -> None:
    visitor.open("/questions")
    add_own(visitor, "Short enough?")
    visitor.write("own-2", "é" * length)
    visitor.press("Update my list")
    refused(visitor, "own-2", f"My question 2: This is {over} too long (the limit is 200). Shorten it.")
    assert visitor.form.value("own-1") == "Short enough?"
    assert visitor.form.value("own-2") == "é" * length


def test_own_question_may_have_200_characters(visitor: Visitor) -> None:
    visitor.open("/questions")
    visitor.write("own-1", "a " * 99 + "bc")
    visitor.press("Update my list")
    assert (visitor.first.status_code, visitor.status) == (303, 200)


def test_too_long_name_is_refused_and_kept(visitor: Visitor) -> None:
    visitor.open("/sheet")
    visitor.write("visit_with", "x" * 65)
    visitor.write("month", "11")
    visitor.tick("paper", "a4")
    before = visitor.form.entered()
    visitor.press("Continue")
    assert list(visitor.page.errors)[-1] == "visit_with"
    assert "This is 5 characters too long (the limit is 60)." in visitor.page.errors["visit_with"]
    assert visitor.form.entered() == before


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("你好 Ola", "你 好"),
        ("Will I be ok? 🙂", "🙂"),
        ("🙂🙂🙂🎉", "🙂 🎉"),
        ("ほん", "ほ ん"),
        ("Ask my \U0001f469\u200d\u2695\ufe0f.", "\U0001f469\u200d\u2695\ufe0f"),
        ("\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f 1\ufe0f\u20e3",
         "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f 1\ufe0f\u20e3"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(("path", "field"), [("/questions", "own-1"), ("/sheet", "visit_with")])
def test_unprintable_characters_are_named(
    visitor: Visitor, path: str, field: str, text: str, shown: str
) -> None:
    visitor.open(path)
    visitor.write(field, text)
    visitor.press(visitor.form.buttons[0][0])
    refused(visitor, field, f"We cannot print these characters on the sheet: {shown}. Leave them out.")
    assert visitor.form.value(field) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Is my \ue000 okay?", "U+E000 after “Is my”"),
        ("\u2800Is it okay?", "U+2800 at the start"),
        ("One two three four\U0010fffd?", "U+10FFFD after “two three four”"),
    ],
)
def test_gaps_are_named_by_code_and_place(visitor: Visitor, text: str, said: str) -> None:
    visitor.open("/questions")
    visitor.write("own-1", text)
    visitor.press("Update my list")
    message = f"We cannot print the character {said}. You may not see it: type this part again."
    refused(visitor, "own-1", message)
    assert visitor.form.value("own-1") == text


@pytest.mark.parametrize("unseen", ["\ufffc", "\ufe0f", "\u200b", "\u3164", "\u034f", "\u202e", "\U000e0100"])
def test_what_nobody_sees_is_dropped(client: LintingClient, visitor: Visitor, unseen: str) -> None:
    visitor.open("/questions")
    add_own(visitor, f"What{unseen} is{unseen} next?{unseen}")
    visitor.write("own-2", unseen)
    visitor.press("Make my sheet")
    visitor.write("visit_with", f"Dr.{unseen} Lee{unseen}")
    visitor.write("column_1", f"CAR T{unseen}")
    visitor.press("Continue")
    assert visitor.page.heading == "Your sheet is ready"
    text = client.get("/sheet.txt").text
    assert "What is next?" in text
    assert "With: Dr. Lee " in text
    assert unseen not in text


@pytest.mark.parametrize(
    ("path", "fields"),
    [("/questions", ["own-1"]), ("/sheet", ["visit_with", "column_1"]), ("/sheet", ["day", "month", "year"])],
)
def test_a_flood_of_marks_is_refused_and_kept(visitor: Visitor, path: str, fields: list[str]) -> None:
    visitor.open(path)
    flood = "e" + "\u0301\u0323" * (4_000 // len(fields))
    for field in fields:
        visitor.write(field, flood)
    visitor.press(visitor.form.buttons[0][0])
    assert visitor.status == 400
    kept = {unicodedata.normalize("NFC", visitor.form.value(field)) for field in fields}
    assert kept == {unicodedata.normalize("NFC", flood)}
    assert "month" in fields or all("too long" in visitor.page.errors[field] for field in fields)


@pytest.mark.parametrize(
    "name",
    [
        "Żółć Łącka",
        "\u0130\u011fd\u0131r \u015e\u00fckr\u00fc",
        "Nguyễn Thị Hường",
        "Ελένη Παπαδοπούλου",
        "Мария Щукіна",
        "Zoë O\u2019Brien \u2013 ½",
        "श्रीमती हिन्दी",
    ],
    ids=["Polish", "Turkish", "Vietnamese", "Greek", "Cyrillic", "marks", "Hindi"],
)
def test_letters_of_languages_are_printed(client: LintingClient, visitor: Visitor, name: str) -> None:
    visitor.open("/questions")
    visitor.write("own-1", f"Is {name} here?")
    visitor.press("Make my sheet")
    visitor.write("visit_with", name)
    visitor.press("Continue")
    assert visitor.page.heading == "Your sheet is ready"
    assert on_paper(client)[-1].endswith(f"Is {name} here?")
    assert f"With: {name} " in client.page.text


def test_combining_letters_are_composed(visitor: Visitor) -> None:
    visitor.open("/questions")
    visitor.write("own-1", "Cafe\u0301?")
    visitor.press("Update my list")
    assert visitor.form.value("own-1") == "Café?"


# --- The date, the paper and the parts ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("month", "day", "year", "message"),
    [
        ("2", "30", "2027", NO_SUCH_DATE),
        ("2", "29", "2027", NO_SUCH_DATE),
        ("13", "1", "2027", NO_SUCH_DATE),
        ("0", "0", "0", NO_SUCH_DATE),
        ("Maj", "2", "2027", NOT_A_DATE),
        ("5", "two", "2027", NOT_A_DATE),
        ("5", "", "2027", NOT_A_DATE),
        ("", "", "2027", NOT_A_DATE),
        ("-5", "2", "2027", NOT_A_DATE),
        ("5", "2", "20277", NOT_A_DATE),
        ("5", "²", "2027", NOT_A_DATE),
        ("5", "2", "1890", CHECK_THE_YEAR),
        ("5", "2", "99", CHECK_THE_YEAR),
        ("5", "2", "2090", CHECK_THE_YEAR),
    ],
)
def test_an_impossible_date_is_refused_and_kept(
    visitor: Visitor, month: str, day: str, year: str, message: str
) -> None:
    visitor.open("/sheet")
    typed = {"month": month, "day": day, "year": year, "visit_with": "Dr. Lee"}
    for name, value in typed.items():
        visitor.write(name, value)
    visitor.tick("paper", "a4")
    visitor.untick("parts", "tell_team")
    visitor.press("Continue")
    refused(visitor, "day", message)
    assert {name: visitor.form.value(name) for name in typed} == typed
    assert visitor.form.ticked("paper") == ["a4"]
    assert "tell_team" not in visitor.form.ticked("parts")


def test_invisible_characters_in_date_are_ignored(visitor: Visitor) -> None:
    visitor.open("/sheet")
    for name, value in {"month": " 11\u200b", "day": "\u200e26\u00a0", "year": "\u20662026\u2069"}.items():
        visitor.write(name, value)
    visitor.press("Continue")
    assert visitor.page.heading == "Your sheet is ready"


@pytest.mark.parametrize(
    ("name", "value"), [("paper", "a0"), ("paper", ""), ("parts", "horoscope"), ("size", "tiny")]
)
def test_an_unknown_paper_part_or_size_is_refused(visitor: Visitor, name: str, value: str) -> None:
    visitor.open("/sheet")
    visitor.write("visit_with", "Dr. Lee")
    data = visitor.form.data("Continue")
    data.setlist(name, [value])
    visitor.send(data)
    refused(visitor, "paper", NO_SUCH_CHOICE)
    assert visitor.form.value("visit_with") == "Dr. Lee"


@pytest.mark.parametrize("twice", [[], ["compare"]], ids=["ticked and named", "sent twice"])
def test_a_part_is_stored_once(visitor: Visitor, jar: Jar, twice: list[str]) -> None:
    visitor.open("/sheet")
    visitor.tick("parts", "compare")
    visitor.write("column_1", "CAR T")
    data = visitor.form.data("Continue")
    data.setlist("parts", [*data.getlist("parts"), *twice])
    visitor.send(data)
    assert jar.opened(ANSWERED)["choices"]["parts"].count("compare") == 1


def test_a_sheet_form_without_a_paper_is_refused(visitor: Visitor) -> None:
    visitor.open("/sheet")
    data = visitor.form.data("Continue")
    data.pop("paper")
    visitor.send(data)
    refused(visitor, "paper", NO_SUCH_CHOICE)


# --- The questions -----------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["q", "star"])
def test_an_unknown_question_is_refused(visitor: Visitor, field: str) -> None:
    visitor.open("/questions")
    visitor.write("own-1", "Where do I park?")
    data = visitor.form.data("Update my list")
    data.add(field, "buy-my-product")
    visitor.send(data)
    refused(visitor, "list", NO_SUCH_QUESTION)
    assert visitor.form.value("own-1") == "Where do I park?"


@pytest.mark.parametrize("field", ["q", "star"])
def test_question_of_newer_catalogue_is_ignored(visitor: Visitor, field: str) -> None:
    """Two versions serve side by side while one replaces the other."""
    before = on_sheet(visitor.open("/questions"))
    data = visitor.form.data("Update my list")
    data["shown"] = f"brand-new {data['shown']}"
    data.add(field, "brand-new")
    visitor.send(data)
    assert visitor.first.status_code == 303
    assert on_sheet(visitor.page) == before


def test_unknown_shown_questions_are_ignored(visitor: Visitor) -> None:
    before = on_sheet(visitor.open("/questions"))
    data = visitor.form.data("Update my list")
    data["shown"] = f"nothing-known {data['shown']} {data['shown']} own-1"
    visitor.send(data)
    assert visitor.first.status_code == 303
    assert on_sheet(visitor.page) == before


@pytest.mark.parametrize(
    "do",
    ["", "save", "dance", "up", "up:", "up:no-such-question", "down:own-5", "length:", "length:endless", ":",
     "next:", "up:\r\nSet-Cookie: a=b", "up:#//evil.example", "length:short:full"],
)  # fmt: skip
def test_an_unknown_button_does_no_harm(client: LintingClient, visitor: Visitor, do: str) -> None:
    before = in_text(client)
    visitor.open("/clear")
    token = visitor.form.value("csrf_token")
    response = client.post("/questions", data={"csrf_token": token, "do": do, "own-1": "Still here?"})
    assert response.status_code == 303
    assert in_text(client) == [*before, f"{len(before) + 1}. Still here?"]


# --- The token of the form ---------------------------------------------------------------------------


def at_step(visitor: Visitor) -> str:
    visitor.open("/step/about-you")
    visitor.tick("role", "caregiver")
    return "Continue"


def at_questions(visitor: Visitor) -> str:
    visitor.open("/questions")
    visitor.untick("q", visitor.form.ticked("q")[0])
    visitor.tick("star", visitor.form.ticked("q")[1])
    visitor.write("own-1", "May I swim?")
    return "Update my list"


def at_sheet(visitor: Visitor) -> str:
    visitor.open("/sheet")
    for name, value in {"month": "5", "day": "2", "year": "2027", "visit_with": "Dr. Żak"}.items():
        visitor.write(name, value)
    visitor.tick("paper", "a4")
    return "Continue"


FORMS: dict[str, Callable[[Visitor], str]] = {"step": at_step, "questions": at_questions, "sheet": at_sheet}
every_form = pytest.mark.parametrize("fill", FORMS.values(), ids=FORMS)


def kept(visitor: Visitor, button: str, before: dict[str, list[str]], opening: str = OPEN_TOO_LONG) -> None:
    """Check that the form came back with a kind message and everything in it, and that it now works."""
    assert visitor.status == 400
    assert any(message.startswith(opening) for message in visitor.page.errors.values())
    # A new own question comes back in a row of its own, ticked, with an empty box below the list.
    entered = visitor.form.entered().items()
    after = {name: [each for each in values if each != "own-1"] for name, values in entered}
    assert {name: after[name] for name in before} == before
    visitor.press(button)
    assert visitor.first.status_code == 303


@every_form
@pytest.mark.parametrize("token", [None, "wrong", "ключ\x00"])
def test_wrong_csrf_token_keeps_input(
    visitor: Visitor, fill: Callable[[Visitor], str], token: str | None
) -> None:
    visitor.answer("cancer", diagnosis="mcl")
    button = fill(visitor)
    data = visitor.form.data(button)
    data.setlist("csrf_token", [] if token is None else [token])
    before = visitor.form.entered()
    visitor.send(data)
    kept(visitor, button, before)
    assert "Mantle cell lymphoma" in visitor.open("/check").text


@every_form
def test_missing_csrf_token_changes_nothing(
    client: LintingClient, visitor: Visitor, jar: Jar, fill: Callable[[Visitor], str]
) -> None:
    visitor.answer("cancer", diagnosis="mcl")
    button, before = fill(visitor), jar.opened(ANSWERED)
    data = visitor.form.data(button)
    data.pop("csrf_token")
    client.post(visitor.address, data=data)
    assert jar.opened(ANSWERED) == before
    assert TYPED not in jar.names


@pytest.mark.parametrize("data", [{}, {"csrf_token": ""}, {"csrf_token": "wrong"}])
def test_clear_needs_csrf_token(client: LintingClient, visitor: Visitor, data: dict[str, str]) -> None:
    visitor.answer("cancer", diagnosis="mcl")
    response = client.post("/clear", data=data)
    assert response.status_code == 400
    assert any(message.startswith(OPEN_TOO_LONG) for message in client.page.errors.values())
    assert "Mantle cell lymphoma" in visitor.open("/check").text


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'{"role": ["caregiver"]}'),
        ("text/plain", b"role=caregiver"),
        ("nonsense", b"role=caregiver"),
        ("", b""),
    ],
)
@pytest.mark.parametrize("path", ["/step/about-you", "/questions", "/sheet", "/clear"])
def test_a_body_of_another_kind_changes_nothing(
    client: LintingClient, visitor: Visitor, path: str, kind: str, body: bytes
) -> None:
    visitor.answer("cancer", diagnosis="mcl")
    response = client.post(path, data=body, content_type=kind)
    assert response.status_code in {400, 415}
    page = visitor.open("/check")
    assert "Mantle cell lymphoma" in page.text
    assert "I help care for someone" not in page.text


# --- Cookies that cannot be opened -------------------------------------------------------------------


def expire(jar: Jar, clock: Clock) -> None:
    del jar
    clock.ahead += TWENTY_HOURS + 1


def tamper(jar: Jar, name: str) -> None:
    value = jar.value(name)
    middle = len(value) // 2
    jar.put(name, value[:middle] + ("A" if value[middle] != "A" else "B") + value[middle + 1 :])


def cut(jar: Jar, name: str) -> None:
    jar.put(name, jar.value(name)[:-30])


def seal_with_unknown_key(jar: Jar, name: str) -> None:
    jar.put_sealed(name, zlib.compress(jar.plain(name)), Fernet.generate_key().decode())


def empty(jar: Jar, name: str) -> None:
    jar.put(name, "a")


def swap(jar: Jar, name: str) -> None:
    del name
    answered, typed = jar.value(ANSWERED), jar.value(TYPED)
    jar.put(ANSWERED, typed)
    jar.put(TYPED, answered)


def sealed_nonsense(content: bytes) -> Callable[[Jar, str], None]:
    return lambda jar, name: jar.put_sealed(name, content)


NONSENSE = {
    "an empty seal": b"",
    "bytes": b"\xff\xfe\x00",
    "cut compression": zlib.compress(b'{"token": "x"}')[:-4],
    "no JSON": zlib.compress(b"hello"),
    "no utf-8": zlib.compress(b'{"token": "\xff"}'),
    "a list": zlib.compress(b"[]"),
    "null": zlib.compress(b"null"),
    "another shape": zlib.compress(json.dumps({"token": 7, "own": 7}).encode()),
    "answers of another shape": zlib.compress(
        json.dumps({"token": "x", "answers": [1, 2], "own": [1, 2]}).encode()
    ),
    "a deep nest": zlib.compress(b"[" * 3000),
}
BREAKS: dict[str, Callable[[Jar, str], None]] = {
    "tampered": tamper,
    "cut": cut,
    "of an unknown key": seal_with_unknown_key,
    "a single letter": empty,
    "swapped": swap,
    **{f"holding {what}": sealed_nonsense(content) for what, content in NONSENSE.items()},
}
every_break = pytest.mark.parametrize("spoil", BREAKS.values(), ids=BREAKS)
either_cookie = pytest.mark.parametrize("name", [ANSWERED, TYPED])


def started_over(visitor: Visitor, jar: Jar) -> None:
    """Check that the start page says calmly what happened, and that only its button deletes the cookies."""
    assert (visitor.first.status_code, visitor.address) == (303, "/#lost")
    assert LOST in visitor.page.text
    assert "Start" not in visitor.page.links
    assert set_by(visitor.first) == set_by(visitor.response) == {}
    assert jar.names == {ANSWERED, TYPED}
    visitor.press("Start again")
    assert (visitor.status, visitor.address) == (200, "/step/about-you")
    assert jar.names == {ANSWERED}
    assert LOST not in visitor.open("/").text


@every_break
@either_cookie
def test_broken_cookies_redirect_to_start(
    settled: Visitor, jar: Jar, spoil: Callable[[Jar, str], None], name: str
) -> None:
    spoil(jar, name)
    settled.open("/check")
    started_over(settled, jar)


@pytest.mark.parametrize("path", JOURNEY)
def test_expired_answers_redirect_to_start(settled: Visitor, jar: Jar, clock: Clock, path: str) -> None:
    expire(jar, clock)
    settled.open(path)
    started_over(settled, jar)


def test_answers_that_cannot_be_opened_can_be_cleared(settled: Visitor, jar: Jar, clock: Clock) -> None:
    expire(jar, clock)
    assert settled.open("/cleared").heading == "Clear my answers"
    assert (settled.address, jar.names) == ("/clear", {ANSWERED, TYPED})
    settled.press("Clear my answers")
    assert (settled.address, jar.names) == ("/cleared", set())


def test_answers_are_kept_for_twenty_hours(settled: Visitor, clock: Clock) -> None:
    clock.ahead += TWENTY_HOURS - 60
    assert "Mantle cell lymphoma" in settled.open("/check").text


@every_break
@either_cookie
def test_form_with_broken_cookies_keeps_input(
    settled: Visitor, jar: Jar, spoil: Callable[[Jar, str], None], name: str
) -> None:
    button = at_sheet(settled)
    before = settled.form.entered()
    spoil(jar, name)
    settled.press(button)
    assert set_by(settled.first) == {}
    kept(settled, button, before, CANNOT_OPEN)


@every_form
def test_form_after_20_hours_keeps_input(
    settled: Visitor, jar: Jar, clock: Clock, fill: Callable[[Visitor], str]
) -> None:
    button = fill(settled)
    before = settled.form.entered()
    expire(jar, clock)
    settled.press(button)
    assert set_by(settled.first) == {}
    kept(settled, button, before, CANNOT_OPEN)


def test_form_without_cookies_keeps_input(visitor: Visitor, jar: Jar) -> None:
    button = at_questions(visitor)
    before = visitor.form.entered()
    jar.drop(ANSWERED)
    visitor.press(button)
    kept(visitor, button, before)


@pytest.mark.parametrize("path", NEED_A_TOKEN)
def test_every_form_names_cookies_that_are_not_kept(client: LintingClient, path: str) -> None:
    assert client.post(path, data={"csrf_token": "of a cookie that was blocked"}).status_code == 400
    (message,) = (each for each in client.page.errors.values() if each.startswith(OPEN_TOO_LONG))
    assert message.endswith("If this message comes back, allow cookies for this site.")
    assert ("pick the file again" in message) == (path == "/open")


@pytest.mark.parametrize("path", NEED_A_TOKEN)
def test_every_form_says_that_answers_cannot_be_opened(
    client: LintingClient, settled: Visitor, jar: Jar, clock: Clock, path: str
) -> None:
    settled.open("/after")
    token, before = settled.form.value("csrf_token"), jar.value(ANSWERED)
    expire(jar, clock)
    response = client.post(path, data={"csrf_token": token})
    assert (response.status_code, jar.value(ANSWERED)) == (400, before)
    (message,) = (each for each in client.page.errors.values() if each.startswith(CANNOT_OPEN))
    assert ("pick the file again" in message) == (path == "/open")


def test_what_an_older_key_has_sealed_still_opens(settled: Visitor, jar: Jar, keys: tuple[str, ...]) -> None:
    for name in (ANSWERED, TYPED):
        jar.put_sealed(name, zlib.compress(jar.plain(name)), keys[1])
    assert "Mantle cell lymphoma" in settled.open("/check").text
    settled.open("/sheet")
    assert settled.form.value("visit_with") == "Dr. Lee"
    settled.press("Continue")
    assert settled.first.status_code == 303


def test_unknown_ids_in_cookie_are_ignored(client: LintingClient, visitor: Visitor, jar: Jar) -> None:
    before = on_sheet(visitor.open("/questions"))
    odd = {
        "token": jar.opened(ANSWERED)["token"],
        "answers": {"role": ["king"], "shoe_size": ["42"], "worries": ["none", "none"], "age": []},
        "choices": {"added": ["gone"], "dropped": ["gone"], "starred": ["gone"] * 9, "parts": ["gone"]},
    }
    jar.put_sealed(ANSWERED, zlib.compress(json.dumps(odd).encode()))
    assert on_sheet(visitor.open("/questions")) == before
    assert on_paper(client) == before
    visitor.open("/check")
    visitor.open("/sheet")
    visitor.press("Continue")
    assert visitor.page.heading == "Your sheet is ready"


@pytest.mark.parametrize(
    "header", ["sheet=\xff\xfe", "sheet", "=;=;;", 'sheet="', "sheet=%00; sheet-typed=%00"]
)
def test_malformed_cookie_header_is_accepted(client: LintingClient, header: str) -> None:
    response = client.get("/check", headers={"Cookie": header})
    assert response.status_code in {200, 303}


# --- Odd requests ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    ["/step/", "/step/nowhere", "/step/Nowhere", "/step/nowhere/", "/step/%00", "/step/%ff%fe", "/step/%",
     "/step/%E2%82", "/step/..%2f..%2fetc%2fpasswd", "/static/../app/state.py", "/static/%00", "/static/",
     "/nowhere", "/nowhere/", "/sheet.pdf/x", "/%F0%9F%99%82", "/wp-admin.php", "/?%ff=%00", "/step/a?b=%zz",
     "/" + "a" * 5000],
)  # fmt: skip
def test_an_address_that_leads_nowhere_says_so(client: LintingClient, path: str) -> None:
    response = client.get(path, follow_redirects=True)
    if not path.startswith("/?"):
        assert response.status_code == 404
        assert client.page.heading == "This page is not here"


def test_post_to_unknown_step_is_404(client: LintingClient) -> None:
    assert client.post("/step/nowhere", data={"role": "patient"}).status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/"),
        ("POST", "/about"),
        ("POST", "/check"),
        ("POST", "/cleared"),
        ("POST", "/ready"),
        ("POST", "/sheet.pdf"),
        ("PUT", "/questions"),
        ("DELETE", "/sheet"),
        ("PATCH", "/step/about-you"),
        ("PROPFIND", "/clear"),
    ],
)
def test_wrong_method_is_405_with_allow(client: LintingClient, method: str, path: str) -> None:
    response = client.open(path, method=method)
    assert response.status_code == 405
    assert {"GET", "HEAD", "OPTIONS"} <= {name.strip() for name in response.headers["Allow"].split(",")}
    assert client.page.heading == "This page cannot be used that way"


@pytest.mark.parametrize("path", ["/step/about-you", "/questions", "/sheet", "/clear"])
@pytest.mark.parametrize("headers", [{}, {"Transfer-Encoding": "chunked"}], ids=["length", "chunks"])
def test_too_large_body_changes_nothing(
    client: LintingClient, visitor: Visitor, path: str, headers: dict[str, str]
) -> None:
    visitor.answer("cancer", diagnosis="mcl")
    visitor.open(path)
    body = f"csrf_token={visitor.form.value('csrf_token')}&own-1={'x' * 70_000}".encode()
    response = client.post(
        path,
        data=body,
        content_type="application/x-www-form-urlencoded",
        headers=headers,
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert response.status_code == 413
    assert client.page.heading == "That was too much at once"
    assert "Mantle cell lymphoma" in visitor.open("/check").text


@pytest.mark.parametrize("path", ["/step/about-you", "/questions", "/sheet"])
@pytest.mark.parametrize("headers", [{}, {"Transfer-Encoding": "chunked"}], ids=["length", "chunks"])
def test_a_body_may_be_as_large_as_the_limit(
    client: LintingClient, path: str, headers: dict[str, str]
) -> None:
    for over, status in ((0, 400), (1, 413)):
        response = client.post(
            path,
            data=b"own-1=".ljust(MAX_BODY_BYTES + over, b"x"),
            content_type="application/x-www-form-urlencoded",
            headers=headers,
            environ_overrides={"wsgi.input_terminated": True},
        )
        assert response.status_code == status


@pytest.mark.parametrize("path", ["/step/about-you", "/questions", "/sheet", "/clear"])
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_more_than_a_thousand_fields_are_refused(
    client: LintingClient, visitor: Visitor, path: str, kind: str
) -> None:
    visitor.answer("cancer", diagnosis="mcl")
    # Without a token it is refused in any case; a thousand parts are more bytes than are taken.
    for q, status in ((500, 413 if kind.startswith("multipart") else 400), (501, 413)):
        fields = {"role": ["x"] * 200, "q": ["x"] * q, "star": ["x"] * 300}
        assert client.post(path, data=MultiDict(fields), content_type=kind).status_code == status
    assert "Mantle cell lymphoma" in visitor.open("/check").text


@pytest.mark.parametrize("path", ["/step/about-you", "/questions", "/sheet", "/clear"])
@pytest.mark.parametrize(
    "body",
    [
        b"%",
        b"%zz=%zz",
        b"%ff=%fe",
        b"\xff\xfe\x00",
        b"&&&===",
        "q=ключ".encode("utf-16"),
        b"role=%00&q=%00&star=%00&shown=%00&do=%00&own-1=%00&day=%00&visit_with=%00&paper=%00&parts=%00",
        b"role=%ff&q=%ff&star=%ff&shown=%ff&do=%ff&own-1=%ff%fe&visit_with=%ff&day=%ff&paper=%ff",
        b"role=%ED%A0%80&own-1=%ED%A0%80&do=up:%ED%A0%80&visit_with=%ED%A0%80&csrf_token=%ED%A0%80",
    ],
)
def test_a_broken_body_is_met_calmly(client: LintingClient, visitor: Visitor, path: str, body: bytes) -> None:
    visitor.answer("cancer", diagnosis="mcl")
    visitor.open("/clear")
    token = f"csrf_token={visitor.form.value('csrf_token')}&".encode()
    for start in (b"", token):
        response = client.post(path, data=start + body, content_type="application/x-www-form-urlencoded")
        assert response.status_code in {303, 400}
    cleared = path == "/clear" and response.status_code == 303
    assert client.get("/sheet/page").status_code == (303 if cleared else 200)


@pytest.mark.parametrize("boundary", ["", "; boundary=", "; boundary=x", "; boundary=\u00ff"])
def test_a_broken_upload_is_met_calmly(client: LintingClient, boundary: str) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="own-1"\r\n\r\n\xff\x00'
    response = client.post("/questions", data=body, content_type=f"multipart/form-data{boundary}")
    assert response.status_code == 400


@every_form
@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_texts_are_met_calmly(
    client: LintingClient, visitor: Visitor, fill: Callable[[Visitor], str], text: str
) -> None:
    button = fill(visitor)
    data = visitor.form.data(button)
    typed = {control.name for control in visitor.form.controls if control.kind in {"text", "textarea"}}
    for names in (typed, data.keys() - typed - {"csrf_token"}):
        odd = data.copy()
        for name in names:
            odd.setlist(name, [text])
        assert client.post(visitor.address, data=odd).status_code in {303, 400}
    for path in ("/check", "/sheet", "/ready", "/sheet/page", "/sheet/message", "/sheet.txt"):
        assert client.get(path).status_code == 200


def test_all_faults_of_a_text_are_named_at_once(visitor: Visitor) -> None:
    visitor.open("/sheet")
    visitor.write("visit_with", "日" + "a" * 5000)
    visitor.press("Continue")
    message = visitor.page.errors["visit_with"]
    assert message.startswith("Who is it with? This is 4941 characters too long")
    assert "We cannot print these characters on the sheet: 日." in message


def test_messages_begin_with_the_question_of_the_page(visitor: Visitor, catalogue: Catalogue) -> None:
    field = next(each for each in catalogue.field.values() if each.at_most)
    visitor.open(f"/step/{catalogue.step_of[field.id].id}")
    visitor.tick(field.id, *[each for each in field.options if each not in field.exclusive])
    visitor.press("Continue")
    (message,) = visitor.page.errors.values()
    (legend,) = [each for each in visitor.page.all("legend") if text_of(each) == field.ask]
    assert message.startswith(f"{text_of(legend)} You picked ")
