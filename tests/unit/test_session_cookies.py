from __future__ import annotations

import datetime as dt
import json
import zlib
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet
from flask import Flask, Response, request
from hypothesis import given, settings
from hypothesis import strategies as st

from app.content.fonts import bundled_fonts
from app.core.choices import Choices
from app.core.free_text import MAX_NAME_LENGTH, MAX_OWN_QUESTIONS, MAX_QUESTION_LENGTH, FreeText
from app.web.cookie_contents import Removed, SessionData
from app.web.cookie_names import cookie_names
from app.web.session_cookies import CookieSessions
from app.web.session_data import Session
from tests.catalogues import journey, real
from tests.unit.answers import answers
from tests.web.jar import ANSWERED, TYPED, VISITS, without_mark

if TYPE_CHECKING:
    from random import Random

    from app.core.answers import OptionsByField

JOURNEY = journey()
NAMES_ON_HTTPS = cookie_names("0" * 8, secure=True)
LARGEST = 4096 - len(NAMES_ON_HTTPS.typed) - 1  # browsers count the name and the value
SITE = "A site"
KEY = Fernet.generate_key().decode()
SEAL = CookieSessions((KEY,), SITE)
FONTS = bundled_fonts()
PRINTABLE = [chr(point) for point in sorted(FONTS.text | FONTS.wide)]
WIDEST = [char for char in PRINTABLE if len(char.encode()) == len(PRINTABLE[-1].encode())]
APP = Flask(__name__)
TOKEN = "a-token-of-this-visitor"  # noqa: S105  it guards nothing
NAMES = [question.id for question in JOURNEY.questions]
several = st.lists(st.sampled_from(NAMES), unique=True).map(tuple)
choices = st.builds(
    Choices,
    dropped=several,
    added=several,
    starred=several,
    order=several,
    paper=st.sampled_from(["a4", None]),
)


def cookies_of(session: Session, seal: CookieSessions = SEAL) -> dict[str, str]:
    """Return the values of the cookies that a session is sealed in, by their names without the mark."""
    with APP.test_request_context():
        response = Response()
        seal.save(session, request, response)
    pairs = (header.partition(";")[0].split("=", 1) for header in response.headers.getlist("Set-Cookie"))
    return {without_mark(name): value.strip('"') for name, value in pairs}


def opened(cookies: dict[str, str], seal: CookieSessions = SEAL) -> Session:
    """Open cookies that lie under the names without a mark, which every site reads."""
    header = "; ".join(f"{name}={value}" for name, value in cookies.items())
    with APP.test_request_context(headers={"Cookie": header}):
        return seal.open(request)


@settings(max_examples=50)
@given(answers(JOURNEY), choices, st.lists(st.text(max_size=40), max_size=5).map(tuple))
def test_what_is_sealed_comes_back_as_it_was(
    said: OptionsByField, chosen: Choices, own: tuple[str, ...]
) -> None:
    own = tuple(text.encode("utf-8", "ignore").decode() for text in own)
    text = FreeText(own=own, visit_date=dt.date(2026, 11, 26))
    before = Session(SessionData(token=TOKEN, answers=dict(said), choices=chosen), text)
    after = opened(cookies_of(before))
    assert (after.data, after.free_text, after.lost) == (before.data, before.free_text, False)


def test_largest_answers_and_choices_fit() -> None:
    catalogue = real()
    names = [question.id for question in catalogue.questions]
    everything = {name: tuple(field.options) for name, field in catalogue.field.items()}
    back = tuple(reversed(names))
    changed = Choices(dropped=back, added=tuple(names[::2] + names[1::2]), starred=tuple(names), order=back,
                      paper="a4", parts=tuple(catalogue.parts))  # fmt: skip
    seen = {name: options[::2] for name, options in everything.items()}
    full = Session(SessionData(token=TOKEN, answers=everything, choices=changed, seen=seen))
    assert len(cookies_of(full)["sheet"]) < LARGEST


@settings(max_examples=50)
@given(st.randoms(use_true_random=False))
def test_longest_printable_text_fits(random: Random) -> None:
    own = tuple("".join(random.choices(WIDEST, k=MAX_QUESTION_LENGTH)) for _ in range(MAX_OWN_QUESTIONS))
    typed = FreeText(
        own=own,
        visit_with="".join(random.choices(WIDEST, k=MAX_NAME_LENGTH)),
        visit_date=dt.date(2026, 11, 26),
    )
    assert len(cookies_of(Session(free_text=typed))["sheet-typed"]) < LARGEST


def test_old_key_opens_and_foreign_key_fails() -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    cookies = cookies_of(
        Session(SessionData(token=TOKEN, answers={"role": ("caregiver",)})), CookieSessions((old,), SITE)
    )
    assert opened(cookies, CookieSessions((new, old), SITE)).given == {"role": ("caregiver",)}
    assert opened(cookies, CookieSessions((new,), SITE)).stored is None


def sealed(**content: object) -> str:
    """Seal what a later version may write, which has more fields."""
    return Fernet(KEY).encrypt(zlib.compress(json.dumps(content).encode())).decode()


def test_fields_of_a_later_version_close_no_answers() -> None:
    choices, removed = {"size": "giant", "hue": "all"}, {"number": 1, "why": "old"}
    answered = {"token": TOKEN, "answers": {"role": ["caregiver"]}, "choices": choices, "removed": removed}
    visit = {"other": "Go on.", "notes": {"a": {"heard": "Yes.", "by": "me"}}, "place": "here"}
    session = opened({
        ANSWERED: sealed(**answered, tune="none"),
        TYPED: sealed(own=["Can he swim?"], voice="mine"),
        VISITS: sealed(visits=[visit], many=True),
    })  # fmt: skip
    assert (session.lost, session.gone, session.given) == (False, frozenset(), {"role": ("caregiver",)})
    assert (session.choices.size, session.data.removed) == ("giant", Removed(number=1))
    assert session.free_text.own == ("Can he swim?",)
    assert [(visit.other, visit.notes["a"].heard) for visit in session.visits] == [("Go on.", "Yes.")]
