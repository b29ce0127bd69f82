"""Visitors by chance, and the sealed cookies that their browsers hold."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet

from app.core.free_text import (
    MAX_COLUMN_LENGTH,
    MAX_COLUMNS,
    MAX_NAME_LENGTH,
    MAX_OWN_QUESTIONS,
    MAX_QUESTION_LENGTH,
)
from app.web.session_cookies import cookie_names

if TYPE_CHECKING:
    import random

    from app.content import Catalogue

TOKEN = "a-token-of-this-visitor"  # noqa: S105  it guards nothing: every test makes its own key
LETTERS = "aeinorst ,?-ÄÖłŞгде"


@dataclass
class Person:
    """What one visitor has said, chosen and typed, as the two cookies hold it."""

    answers: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, Any] = field(default_factory=dict)
    typed: dict[str, Any] = field(default_factory=dict)

    def cookies(self, key: str) -> dict[str, str]:
        first = {"token": TOKEN, "answers": self.answers, "choices": self.choices}
        names = cookie_names(secure=False)
        return dict(zip(names, (sealed(key, first), sealed(key, self.typed)), strict=True))


def sealed(key: str, content: object) -> str:
    return Fernet(key).encrypt(zlib.compress(json.dumps(content).encode())).decode()


def anyone(catalogue: Catalogue, chance: random.Random) -> Person:
    """Return someone with answers to most fields, a few changes, and texts of any allowed length."""
    names = [question.id for question in catalogue.questions]
    return Person(
        answers={name: _said(catalogue, name, chance) for name in catalogue.field if chance.random() < 0.8},
        choices={
            "dropped": chance.sample(names, chance.randrange(4)),
            "added": chance.sample(names, chance.randrange(4)),
            "starred": chance.sample(names, chance.randrange(4)),
            "order": chance.sample(names, chance.randrange(len(names))),
            "paper": chance.choice(["letter", "a4"]),
            "size": chance.choice(["standard", "standard", "large", "giant"]),
            "parts": chance.sample(list(catalogue.parts), chance.randrange(len(catalogue.parts) + 1)),
        },
        typed={
            "own": [
                _text(chance, MAX_QUESTION_LENGTH) for _slot in range(chance.randrange(MAX_OWN_QUESTIONS + 1))
            ],
            "visit_date": f"2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            "visit_with": _text(chance, MAX_NAME_LENGTH),
            "columns": [
                _text(chance, MAX_COLUMN_LENGTH) for _column in range(chance.randrange(MAX_COLUMNS + 1))
            ],
        },
    )


def largest(catalogue: Catalogue) -> Person:
    """Return someone who wants all questions, all parts, giant letters and the longest texts."""
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


def _said(catalogue: Catalogue, name: str, chance: random.Random) -> list[str]:
    options = list(catalogue.field[name].options)
    most = 1 if catalogue.field[name].choose == "one" else min(len(options), 4)
    return chance.sample(options, chance.randint(1, most))


def _text(chance: random.Random, longest: int) -> str:
    return "".join(chance.choices(LETTERS, k=chance.randrange(longest)))
