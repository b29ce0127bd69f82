"""Random visitors and their encrypted cookies."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet

from app.core.answers import Answers
from app.core.free_text import (
    MAX_COLUMN_LENGTH,
    MAX_COLUMNS,
    MAX_NAME_LENGTH,
    MAX_OWN_QUESTIONS,
    MAX_QUESTION_LENGTH,
)
from app.web.cookie_names import CookieNames, cookie_names, mark_of

if TYPE_CHECKING:
    import random

    from app.content import Catalogue

TOKEN = "a-token-of-this-visitor"  # noqa: S105  not a secret: every run generates its own key
LETTERS = "aeinorst ,?-ÄÖłŞгде"


@dataclass
class Person:
    """The session of one visitor, in the format of the two cookies."""

    answers: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, Any] = field(default_factory=dict)
    typed: dict[str, Any] = field(default_factory=dict)

    def cookies(self, key: str, catalogue: Catalogue) -> dict[str, str]:
        first = {"token": TOKEN, "answers": self.answers, "choices": self.choices}
        contents = (sealed(key, first), sealed(key, self.typed))
        return dict(zip(names_of_cookies(key, catalogue).all, contents, strict=False))


def names_of_cookies(key: str, catalogue: Catalogue) -> CookieNames:
    """Return the names on http, at the root of a host."""
    return cookie_names(mark_of(key, catalogue.name, ""), secure=False)


def sealed(key: str, content: object) -> str:
    return Fernet(key).encrypt(zlib.compress(json.dumps(content).encode())).decode()


def random_person(catalogue: Catalogue, rng: random.Random) -> Person:
    """Return a person with answers to most fields, a few changes, and texts of any allowed length."""
    names = [question.id for question in catalogue.questions]
    return Person(
        answers={
            name: _random_options(catalogue, name, rng) for name in catalogue.field if rng.random() < 0.8
        },
        choices={
            "dropped": rng.sample(names, rng.randrange(4)),
            "added": rng.sample(names, rng.randrange(4)),
            "starred": rng.sample(names, rng.randrange(4)),
            "order": rng.sample(names, rng.randrange(len(names))),
            "paper": rng.choice(["letter", "a4"]),
            "size": rng.choice(["standard", "standard", "large", "giant"]),
            "parts": rng.sample(list(catalogue.parts), rng.randrange(len(catalogue.parts) + 1)),
        },
        typed={
            "own": [
                _random_text(rng, MAX_QUESTION_LENGTH)
                for _slot in range(rng.randrange(MAX_OWN_QUESTIONS + 1))
            ],
            "visit_date": f"2026-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
            "visit_with": _random_text(rng, MAX_NAME_LENGTH),
            "columns": [
                _random_text(rng, MAX_COLUMN_LENGTH) for _column in range(rng.randrange(MAX_COLUMNS + 1))
            ],
        },
    )


def random_person_with_sheet(catalogue: Catalogue, rng: random.Random) -> Person:
    """Return a random person for whom there is a sheet."""
    person = random_person(catalogue, rng)
    said = {name: tuple(options) for name, options in person.answers.items()}
    covered = Answers.of(catalogue, said).not_covered is None
    return person if covered else random_person_with_sheet(catalogue, rng)


def largest_person(catalogue: Catalogue) -> Person:
    """Return a person with all questions, all parts, giant letters and texts of the maximum length."""
    return Person(
        answers={"length": ["full"], "show_sensitive": ["yes"], "role": ["caregiver"]},
        choices={
            "added": [question.id for question in catalogue.questions],
            "size": "giant",
            "parts": list(catalogue.parts),
        },
        typed={
            "own": ["word " * (MAX_QUESTION_LENGTH // 5)] * MAX_OWN_QUESTIONS,
            "columns": ["name"] * MAX_COLUMNS,
        },
    )


def _random_options(catalogue: Catalogue, name: str, rng: random.Random) -> list[str]:
    options = list(catalogue.field[name].options)
    most = 1 if catalogue.field[name].choose == "one" else min(len(options), 4)
    return rng.sample(options, rng.randint(1, most))


def _random_text(rng: random.Random, longest: int) -> str:
    return "".join(rng.choices(LETTERS, k=rng.randrange(longest)))
