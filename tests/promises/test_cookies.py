"""Content, size, lifetime and keys of the two cookies, and the message for visitors who block them."""

from __future__ import annotations

import json
import random
import re
from inspect import isclass
from itertools import chain
from typing import TYPE_CHECKING, Any, get_args

import pytest
from cryptography.fernet import Fernet
from pydantic import BaseModel

from app import create_app
from app.core.free_text import (
    MAX_COLUMN_LENGTH,
    MAX_COLUMNS,
    MAX_NAME_LENGTH,
    MAX_OWN_QUESTIONS,
    MAX_QUESTION_LENGTH,
    FreeText,
)
from app.settings import Settings
from app.web.cookie_contents import SessionData, Visits
from app.web.session_data import Session
from tests.catalogues import JOURNEY_FILE
from tests.promises.marks import COLUMN, NOTED, OWN, TYPED, WITH, everything, fill_everything
from tests.promises.tables import table
from tests.unit.test_session_cookies import LARGEST, PRINTABLE, cookies_of
from tests.web.jar import ANSWERED, VISITS, Jar, set_by
from tests.web.jar import TYPED as TYPED_COOKIE
from tests.web.linter import LintingClient
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from flask import Flask

    from app.content import Catalogue
    from tests.web.conftest import Clock

HOUR = 3600
LIMIT = 20 * HOUR
CJK = [chr(point) for point in range(0x4E00, 0x9FF0)]
EMOJI = [chr(point) for point in range(0x1F300, 0x1F650)]


def client_of(keys: tuple[str, ...], *, keeps_cookies: bool = True) -> LintingClient:
    """Return a client of a new app with these keys."""
    app: Flask = create_app(Settings(keys, JOURNEY_FILE))
    return LintingClient(app, app.response_class, use_cookies=keeps_cookies)


def moved(here: LintingClient, there: LintingClient, *keys: str) -> LintingClient:
    """Copy the cookies of one client to another: those under the names of these keys."""
    for name in [Jar(here, key).full(name) for key in keys for name in (ANSWERED, TYPED_COOKIE)]:
        cookie = here.get_cookie(name)
        if cookie is not None:
            there.set_cookie(name, cookie.value)
    return there


# --- Content -----------------------------------------------------------------------------------------


def models_in(model: type[BaseModel]) -> set[type[BaseModel]]:
    """Return a model with all that its fields may hold."""
    found, waiting = set[type[BaseModel]](), list[Any]([model])
    while waiting:
        each = waiting.pop()
        if isclass(each) and issubclass(each, BaseModel):
            found.add(each)
            waiting += [field.annotation for field in each.model_fields.values()]
        waiting += get_args(each)
    return found


def test_modules_that_define_the_cookies_are_named() -> None:
    (row,) = [row for row in table("PRIVACY.md", "Promises") if row["promise"].startswith("The cookies hold")]
    defined = {each.__module__ for model in (SessionData, FreeText, Visits) for each in models_in(model)}
    named = re.findall(r"`(app/[\w/]+)\.py`", row["what keeps it"])
    assert sorted(name.replace("/", ".") for name in named) == sorted(defined)


def test_full_cookies_hold_only_known_keys(visitor: Visitor, jar: Jar, catalogue: Catalogue) -> None:
    fill_everything(visitor, catalogue)
    answered, typed = jar.opened(ANSWERED), jar.opened(TYPED_COOKIE)
    assert jar.names == {ANSWERED, TYPED_COOKIE}
    assert set(answered) == {"token", "answers", "choices", "seen", "beside"}
    assert answered["beside"] == ["typed", "visits"]
    assert answered["seen"] == answered["answers"]
    assert answered["answers"] == {name: list(options) for name, options in everything(catalogue).items()}
    assert set(answered["choices"]) == {"dropped", "added", "starred", "order", "paper", "size", "parts"}
    assert set(typed) == {"own", "visit_date", "visit_with", "columns"}
    assert typed["own"] == list(OWN.values())
    assert typed["columns"] == list(COLUMN.values())


def words(content: object) -> list[str]:
    """Return every string in a JSON value, keys included."""
    if isinstance(content, dict):
        return [*map(str, content), *chain.from_iterable(map(words, content.values()))]
    if isinstance(content, list):
        return list(chain.from_iterable(map(words, content)))
    return [str(content)]


def test_cookies_hold_no_labels_or_derived_data(visitor: Visitor, jar: Jar, catalogue: Catalogue) -> None:
    """The cookies hold ids, settings, the token and typed text, but no labels, lists or reasons."""
    fill_everything(visitor, catalogue)
    answered = jar.opened(ANSWERED)
    ids = {option for field in catalogue.field.values() for option in field.options}
    ids |= {*catalogue.field, *catalogue.question, *catalogue.parts, *OWN}
    keys = {
        "token",
        "answers",
        "choices",
        "seen",
        "beside",
        "typed",
        "visits",
        *answered["choices"],
        "a4",
        "large",
        answered["token"],
    }
    visits = jar.opened(VISITS)["visits"]
    known = {"date", "visit_with", "stage", "now", "notes", "heard", "own", "other", "state", "2027-05-29"}
    assert set(words(visits)) - ids - known == NOTED | {*OWN.values(), *WITH.values()}
    assert set(words(answered)) - ids - keys == set()
    typed = jar.opened(TYPED_COOKIE)
    assert set(words(typed)) - {*typed, "2027-05-29"} == TYPED
    assert catalogue.name not in json.dumps([answered, typed])
    assert JOURNEY_FILE.name not in json.dumps([answered, typed])


# --- Size --------------------------------------------------------------------------------------------


def filled(letters: list[str], chance: random.Random) -> FreeText:
    """Return random texts of the maximum length from these letters."""

    def text(length: int) -> str:
        return "".join(chance.choices(letters, k=length))

    return FreeText(
        own=tuple(text(MAX_QUESTION_LENGTH) for _slot in range(MAX_OWN_QUESTIONS)),
        visit_with=text(MAX_NAME_LENGTH),
        columns=tuple(text(MAX_COLUMN_LENGTH) for _column in range(MAX_COLUMNS)),
    )


@pytest.mark.parametrize("letters", [PRINTABLE, CJK, EMOJI], ids=["all that can be printed", "CJK", "emoji"])
def test_longest_texts_fit_in_any_script(
    letters: list[str],
) -> None:
    """Random letters compress worst, so that the limit holds whatever the fonts can print."""
    for seed in range(5):
        chance = random.Random(seed)  # noqa: S311  reproducible
        assert len(cookies_of(Session(free_text=filled(letters, chance)))[TYPED_COOKIE]) < LARGEST


@pytest.mark.parametrize("letters", [CJK, EMOJI], ids=["CJK", "emoji"])
def test_unprintable_text_is_refused_not_stored(visitor: Visitor, jar: Jar, letters: list[str]) -> None:
    visitor.open("/questions")
    text = "".join(letters[:MAX_QUESTION_LENGTH])
    visitor.write("own-1", text)
    visitor.press("Update my list")
    assert visitor.status == 400
    assert visitor.form.value("own-1") == text
    assert TYPED_COOKIE not in jar.names


# --- Lifetime and keys -------------------------------------------------------------------------------


def test_form_is_valid_for_20_hours_over_restart(clock: Clock, keys: tuple[str, ...]) -> None:
    before = client_of(keys)
    visitor = Visitor(before)
    visitor.answer("about-you", role="caregiver")
    visitor.open("/questions")
    visitor.write("own-1", "May I swim?")
    clock.ahead += LIMIT - 60
    visitor.client = moved(before, client_of(keys), *keys)
    visitor.press("Update my list")
    assert visitor.first.status_code == 303
    assert visitor.form.value("own-1") == "May I swim?"


def test_key_rotation_reseals_on_next_visit(clock: Clock, catalogue: Catalogue) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    first = client_of((old,))
    fill_everything(Visitor(first), catalogue)
    clock.ahead += 60  # less than the hour after which cookies are renewed anyway
    both = moved(first, client_of((new, old)), new, old)
    assert set(set_by(both.get("/check"))) == {ANSWERED, TYPED_COOKIE}
    assert set_by(both.get("/check")) == {}
    only_new = moved(both, client_of((new,)), new, old)
    visitor = Visitor(only_new)
    visitor.open("/questions")
    assert [visitor.form.value(name) for name in OWN] == list(OWN.values())
    assert visitor.status == 200


def test_form_is_valid_after_key_rotation() -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    first = client_of((old,))
    visitor = Visitor(first)
    visitor.answer("about-you", role="caregiver")
    visitor.open("/step/cancer")
    visitor.client = moved(first, client_of((new, old)), new, old)
    visitor.press("Continue")
    assert visitor.first.status_code == 303


# --- Blocked cookies ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/step/about-you", "/questions"])
def test_blocked_cookies_are_explained(keys: tuple[str, ...], path: str) -> None:
    visitor = Visitor(client_of(keys, keeps_cookies=False))
    visitor.open(path)
    button = visitor.form.buttons[0][0]
    for _try in range(2):
        visitor.press(button)
        assert visitor.status == 400
        (message,) = visitor.page.errors.values()
        assert "your browser does not keep our cookie" in message
        assert "allow cookies for this site" in message
        (summary,) = visitor.page.of_class("errors")
        assert [link.get("href") for link in visitor.page.within(summary, "a")][-1] == "/blank.pdf"
    assert visitor.client.get("/blank.pdf").data.startswith(b"%PDF-")


def test_other_errors_offer_no_blank_sheet(visitor: Visitor) -> None:
    visitor.answer("health", conditions=("heart", "none"))
    assert visitor.status == 400
    assert "Print a blank sheet" not in visitor.page.links
