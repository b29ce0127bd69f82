"""Why a question is on the sheet: the clause that fired, in the person's own answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from app.content import Catalogue, Clause
    from app.core.answers import Answers
    from app.core.selection import Chosen


@dataclass(frozen=True)
class Fact:
    """A field's label and what the person said there; nothing said means the field was left open."""

    label: str
    said: tuple[str, ...]


@dataclass(frozen=True)
class Reason:
    kind: Literal["everyone", "answers", "added", "own"]
    facts: tuple[Fact, ...] = ()
    lifted: tuple[Fact, ...] = ()


ADDED, OWN = Reason("added"), Reason("own")


def reason(catalogue: Catalogue, chosen: Chosen, answers: Answers) -> Reason:
    """Put the clause and the lifts of a chosen question in words; `answers` are the pruned ones."""
    facts = tuple(facts_of(catalogue, chosen.clause, answers))
    lifted = tuple(fact for lift in chosen.lifts for fact in facts_of(catalogue, lift, answers))
    return Reason("answers" if facts else "everyone", facts, tuple(f for f in lifted if f not in facts))


def facts_of(catalogue: Catalogue, clause: Clause, answers: Answers) -> list[Fact]:
    """Return one fact for each field of the clause, with only those answers that fit it."""
    return [
        Fact(catalogue.field[name].label, labels(catalogue, name, answers.get(name, ()), options))
        for name, options in clause.items()
    ]


def labels(
    catalogue: Catalogue, name: str, said: tuple[str, ...], among: tuple[str, ...] | None = None
) -> tuple[str, ...]:
    """Return the wording of the options said, of all or of those `among`."""
    options = catalogue.field[name].options
    return tuple(options[option] for option in said if among is None or option in among)
