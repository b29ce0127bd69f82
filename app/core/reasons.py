"""Why a question is on the sheet: the clause that fired, in the person's own answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from app.content import Clause
    from app.core.answers import Answers
    from app.core.selection import Chosen


@dataclass(frozen=True)
class Fact:
    """A field's label and the labels of what was answered there; none if the field was left open."""

    label: str
    said: tuple[str, ...]


@dataclass(frozen=True)
class Reason:
    kind: Literal["everyone", "answers", "added", "own"]
    facts: tuple[Fact, ...] = ()
    lifted: tuple[Fact, ...] = ()


ADDED, OWN = Reason("added"), Reason("own")


def reason(answers: Answers, chosen: Chosen) -> Reason:
    """Put the clause and the lifts of a chosen question into the person's own answers."""
    facts = tuple(facts_of(answers, chosen.clause))
    lifted = tuple(fact for lift in chosen.lifts for fact in facts_of(answers, lift))
    # What already chose the question is not repeated as what lifted it.
    return Reason("answers" if facts else "everyone", facts, tuple(f for f in lifted if f not in facts))


def facts_of(answers: Answers, clause: Clause) -> list[Fact]:
    """Return one fact for each field of the clause, with only those answers that fit it."""
    return [
        Fact(answers.catalogue.field[name].label, labels(answers, name, options))
        for name, options in clause.items()
    ]


def labels(answers: Answers, name: str, among: tuple[str, ...] | None = None) -> tuple[str, ...]:
    """Return the labels of what was answered in a field: of all options, or of those `among`."""
    options = answers.catalogue.field[name].options
    said = answers.on_path.get(name, ())
    return tuple(options[option] for option in said if among is None or option in among)
