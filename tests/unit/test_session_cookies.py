from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet
from flask import Flask, Response, request
from hypothesis import given, settings
from hypothesis import strategies as st

from app.content import load
from app.content.fonts import Fonts
from app.core.choices import Choices
from app.core.free_text import LONGEST_NAME, LONGEST_QUESTION, OWN_QUESTIONS, Typed
from app.web.session_cookies import Seal, State
from tests.unit.answers import answers
from tests.unit.conftest import ROOT

if TYPE_CHECKING:
    from random import Random

    from app.core.answers import Answers

REAL = load(ROOT / "questions.yaml")
LARGEST = 4096 - len("__Host-sheet-typed") - 1  # browsers count the name and the value
SEAL = Seal((Fernet.generate_key().decode(),))
FONTS = Fonts.in_folder(ROOT / "static" / "fonts")
PRINTABLE = [chr(point) for point in sorted(FONTS.text | FONTS.wide)]
WIDEST = [char for char in PRINTABLE if len(char.encode()) == len(PRINTABLE[-1].encode())]
APP = Flask(__name__)
NAMES = [question.id for question in REAL.questions]
several = st.lists(st.sampled_from(NAMES), unique=True).map(tuple)
choices = st.builds(
    Choices,
    dropped=several,
    added=several,
    starred=several,
    order=several,
    paper=st.sampled_from(["a4", None]),
)


def cookies_of(state: State, seal: Seal = SEAL) -> dict[str, str]:
    with APP.test_request_context():
        response = Response()
        seal.save(state, State(), response, secure=False)
    pairs = (header.partition(";")[0].split("=", 1) for header in response.headers.getlist("Set-Cookie"))
    return {name: value.strip('"') for name, value in pairs}


def opened(cookies: dict[str, str], seal: Seal = SEAL) -> State:
    header = "; ".join(f"{name}={value}" for name, value in cookies.items())
    with APP.test_request_context(headers={"Cookie": header}):
        return seal.open(request)


@settings(max_examples=50)
@given(answers(REAL), choices, st.lists(st.text(max_size=40), max_size=5).map(tuple))
def test_what_is_sealed_comes_back_as_it_was(said: Answers, chosen: Choices, own: tuple[str, ...]) -> None:
    own = tuple(text.encode("utf-8", "ignore").decode() for text in own)
    before = State(answers=dict(said), choices=chosen, typed=Typed(own=own, visit_date=dt.date(2026, 11, 26)))
    after = opened(cookies_of(before))
    assert (after.token, after.answers, after.choices, after.typed, after.lost) == (
        before.token, before.answers, before.choices, before.typed, False
    )  # fmt: skip


def test_the_largest_answers_and_choices_fit_the_cookie() -> None:
    everything = {name: tuple(field.options) for name, field in REAL.field.items()}
    back = tuple(reversed(NAMES))
    full = State(answers=everything, choices=Choices(dropped=back, added=tuple(NAMES[::2] + NAMES[1::2]),
                 starred=tuple(NAMES), order=back, paper="a4", parts=tuple(REAL.parts)))  # fmt: skip
    assert len(cookies_of(full)["sheet"]) < LARGEST


@settings(max_examples=50)
@given(st.randoms(use_true_random=False))
def test_any_text_that_can_be_printed_fits_the_cookie(random: Random) -> None:
    own = tuple("".join(random.choices(WIDEST, k=LONGEST_QUESTION)) for _ in range(OWN_QUESTIONS))
    typed = Typed(
        own=own, visit_with="".join(random.choices(WIDEST, k=LONGEST_NAME)), visit_date=dt.date(2026, 11, 26)
    )
    assert len(cookies_of(State(typed=typed))["sheet-typed"]) < LARGEST


def test_an_older_key_still_opens_and_a_foreign_one_does_not() -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    cookies = cookies_of(State(answers={"role": ("caregiver",)}), Seal((old,)))
    assert opened(cookies, Seal((new, old))).answers == {"role": ("caregiver",)}
    assert opened(cookies, Seal((new,))).lost
