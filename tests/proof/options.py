"""What each option of the form is there for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.types import AT_LEAST_TWO
from tests.catalogues import real
from tests.proof.placed import rules_of, rules_of_question

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.proof.placed import PlacedClause

    Options = Iterator[tuple[str, str]]


def every_option() -> Options:
    yield from ((name, option) for name, field in real().field.items() for option in field.options)


def named(rules: Iterable[PlacedClause]) -> set[tuple[str, str]]:
    return {
        (name, option)
        for rule in rules
        for name, options in rule.clause.items()
        if name != AT_LEAST_TWO
        for option in options
    }


def unnamed() -> Options:
    """Options that no rule names; some imply something all the same."""
    somewhere = named(rules_of(real()))
    yield from (which for which in every_option() if which not in somewhere)


def around() -> Options:
    of_questions = named(rule for each in real().questions for rule in rules_of_question(real(), each))
    somewhere = named(rule for rule in rules_of(real()) if rule.place != "the program")
    yield from (which for which in every_option() if which in somewhere - of_questions)
