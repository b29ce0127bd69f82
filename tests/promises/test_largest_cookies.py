"""gunicorn accepts the largest possible cookies together with cookies of other programs."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from app.core.choices import MAX_STARS, Choices
from app.web.cookie_contents import SessionData
from app.web.session_data import Session
from tests.catalogues import real
from tests.promises.server import serving
from tests.promises.test_cookies import filled
from tests.unit.test_session_cookies import NAMES_ON_HTTPS, PRINTABLE, cookies_of
from tests.web.jar import ANSWERED, TYPED

if TYPE_CHECKING:
    from pathlib import Path

OTHERS = "portal=" + "x" * 1024  # a cookie that a hospital may set for its whole domain

TOKEN = "a-token-of-this-visitor"  # noqa: S105  it guards nothing


def largest() -> Session:
    """Return a session of maximum size: all answers, all changed, all questions moved, random texts."""
    chance, catalogue = random.Random(7), real()  # noqa: S311  reproducible
    names = list(catalogue.question)
    mixed = [tuple(chance.sample(names, len(names))) for _list in range(4)]
    choices = Choices(dropped=mixed[0], added=mixed[1], starred=mixed[2][:MAX_STARS], order=mixed[3],
                      paper="a4", size="giant", parts=tuple(catalogue.parts))  # fmt: skip
    answers = {name: tuple(field.options) for name, field in catalogue.field.items()}
    seen = {name: _some(chance, options) for name, options in answers.items()}
    data = SessionData(token=TOKEN, answers=answers, choices=choices, seen=seen)
    return Session(data, filled(PRINTABLE, chance))


def _some(chance: random.Random, options: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(option for option in options if chance.random() < 0.5)  # half of them compress worst


def test_largest_cookies_pass_gunicorn(tmp_path: Path) -> None:
    """gunicorn rejects headers above its limit before the app can respond."""
    values = cookies_of(largest())
    ours = "; ".join(
        f"{name}={values[kind]}" for kind, name in zip((ANSWERED, TYPED), NAMES_ON_HTTPS, strict=False)
    )
    assert len(ours) > 5000
    with serving("app:create_app()", tmp_path) as server:
        assert server.ask("GET", "/privacy", {"Cookie": f"{ours}; {OTHERS}"}) == 200
