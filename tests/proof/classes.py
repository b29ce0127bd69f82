"""Classes of answers: two answers to a field are one class when no rule can tell them apart.

Each clause is one bit. An answer to a field keeps the bits of the clauses that it fits and of those that do
not ask for the field; the bits that all fields keep are the clauses that the person fits. Besides these bits
an answer can only matter by what it implies for another field, and by leaving room for such an answer.

`python -m tests.proof.classes` prints how many there are.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import groupby
from math import prod
from operator import or_
from typing import TYPE_CHECKING

from app.content.load import load
from app.content.types import AT_LEAST_TWO
from app.settings import ROOT
from tests.proof.placed import fields_of, rules_of
from tests.proof.situation import SAYS_NOTHING, every_answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.content import Catalogue, Field
    from tests.proof.placed import PlacedClause


@dataclass(frozen=True)
class Class:
    """`bits`: the clauses kept. `implies`: options by other field. `open`: others may fill it."""

    bits: int
    implies: tuple[tuple[str, str], ...] = ()
    open: bool = False


class Reading:
    """What the answers to one field do to rules."""

    def __init__(self, catalogue: Catalogue, rules: Sequence[PlacedClause], field: Field) -> None:
        self.field = field
        self.rules = [(1 << place, rule) for place, rule in enumerate(rules)]
        self.named = {name for rule in rules for name in fields_of(rule.clause)}
        targets = {
            target for each in catalogue.field.values() for o in each.options.values() for target in o.implies
        }
        self.is_target = field.id in targets & self.named
        self.untouched = sum(bit for bit, rule in self.rules if field.id not in fields_of(rule.clause))
        self.by_silence = sum(bit for bit, rule in self.rules if rule.counts == "silence")
        self.met_by = {option: self._met_by(option) for option in field.options}

    def _met_by(self, option: str) -> int:
        return sum(bit for bit, rule in self.rules if option in rule.clause.get(self.field.id, ()))

    @cached_property
    def no_option_asked(self) -> int:
        return sum(bit for bit, rule in self.rules if self.field.id not in rule.clause)

    @cached_property
    def two_asked(self) -> int:
        return sum(bit for bit, rule in self.rules if self.field.id in rule.clause.get(AT_LEAST_TWO, ()))

    def bits(self, ticks: tuple[str, ...]) -> int:
        """The clauses that the answer fits, as far as they ask for this field; nothing implied."""
        counting = -1
        if not ticks and self.field.if_empty:
            ticks, counting = (self.field.if_empty,), self.by_silence
        met = reduce(or_, (self.met_by[option] for option in ticks), 0) & counting
        few = self.two_asked if len(real(ticks)) < 2 else 0
        return (met | self.no_option_asked) & ~few

    def of(self, ticks: tuple[str, ...]) -> Class:
        only = real(ticks)
        implied = self.implied_by(only[0]) if len(only) == 1 else ()
        return Class(self.bits(ticks), implied, self.is_target and not only)

    def implied_by(self, option: str) -> tuple[tuple[str, str], ...]:
        return tuple(each for each in self.field.options[option].implies.items() if each[0] in self.named)

    def kind(self, option: str) -> tuple[object, ...]:
        return (
            self.met_by[option],
            option in self.field.exclusive,
            option in SAYS_NOTHING,
            self.implied_by(option),
        )


def real(ticks: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(option for option in ticks if option not in SAYS_NOTHING)


def classes(
    catalogue: Catalogue, rules: Sequence[PlacedClause], field: Field
) -> dict[Class, tuple[str, ...]]:
    """The shortest answer of each class of one field."""
    reading = Reading(catalogue, rules, field)
    found: dict[Class, tuple[str, ...]] = {}
    for ticks in every_answer(_two_of_each(reading)):
        found.setdefault(reading.of(ticks), ticks)
    return found


def _two_of_each(reading: Reading) -> Field:
    """The field with two options of those that are alike to the rules: a third one adds nothing."""
    field = reading.field
    alike = sorted(field.options, key=lambda option: repr(reading.kind(option)))
    kinds = [list(each) for _, each in groupby(alike, key=reading.kind)]
    kept = {option for each in kinds for option in sorted(each, key=list(field.options).index)[:2]}
    options = {option: text for option, text in field.options.items() if option in kept}
    exclusive = tuple(option for option in field.exclusive if option in options)
    return field.model_copy(update={"options": options, "exclusive": exclusive})


def table(catalogue: Catalogue) -> Iterator[str]:
    rules = rules_of(catalogue)
    answers = {name: sum(1 for _ in every_answer(field)) for name, field in catalogue.field.items()}
    found = {name: len(classes(catalogue, rules, field)) for name, field in catalogue.field.items()}
    yield f"{'field':16}{'options':>8}{'answers':>8}{'classes':>8}"
    for name, field in catalogue.field.items():
        yield f"{name:16}{len(field.options):8}{answers[name]:8}{found[name]:8}"
    yield f"clauses: {len(rules)}"
    yield f"combinations of answers: {prod(answers.values()):.2e}, of classes: {prod(found.values()):.2e}"


if __name__ == "__main__":
    catalogue_file = sys.argv[1] if len(sys.argv) > 1 else "questions.yaml"
    print(*table(load(ROOT / catalogue_file).catalogue), sep="\n")  # noqa: T201  this is a command's output
