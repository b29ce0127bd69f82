"""Classes of answers: two answers to a field are one class when no clause can tell them apart.

Each clause is one bit. An answer to a field keeps the bits of the clauses that it fits and of those that do
not ask for the field; the bits that all fields keep are the clauses that the person fits. There is no "not",
so nothing else about an answer can matter to a rule.

`python -m tests.proof.classes` prints how many there are.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from functools import reduce
from math import prod
from operator import or_
from typing import TYPE_CHECKING

from app.content.form import REQUIRED_FIELDS
from app.content.load import load
from app.settings import ROOT
from tests.proof.situation import every_answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.content import Catalogue, Clause, Field, Question, Rule


@dataclass(frozen=True)
class PlacedClause:
    """A clause and where it stands. `silence_counts` is that of its rule."""

    place: str
    clause: Clause
    silence_counts: bool = True


def rules_of_question(question: Question) -> list[PlacedClause]:
    clauses = [*question.when.clauses, *question.lift.clauses]
    if question.ask.patient is None:
        clauses.append({"role": ("caregiver",)})
    return [PlacedClause(question.id, clause) for clause in clauses if clause]


def rules_of_the_paper(catalogue: Catalogue) -> list[PlacedClause]:
    """Boxes, parts, kept places and the time after treatment."""
    rules: dict[str, Rule] = {f"box {name}": box.when for name, box in catalogue.boxes}
    rules |= {f"part {name}": part.default for name, part in catalogue.parts.items()}
    rules |= {f"place {place.question}": place.when for place in catalogue.ranking.kept_places}
    rules["after treatment"] = catalogue.after_treatment.when
    rules |= {f"suggested {name}": part.suggest for name, part in catalogue.parts.items()}
    rules |= {f"about {q.id}": q.about for q in catalogue.questions if q.about}
    return [
        PlacedClause(place, clause, rule.silence_counts)
        for place, rule in rules.items()
        for clause in rule.clauses
        if clause
    ]


def rules_of(catalogue: Catalogue) -> list[PlacedClause]:
    """Every clause of the file, and the fields that the program itself acts on."""
    own = [
        PlacedClause("the program", {name: (option,)})
        for name in REQUIRED_FIELDS
        for option in catalogue.field[name].options
    ]
    steps = [
        PlacedClause(f"step {step.id}", clause)
        for step in catalogue.steps
        for clause in step.when.clauses
        if clause
    ]
    questions = [rule for question in catalogue.questions for rule in rules_of_question(question)]
    return [*own, *steps, *questions, *rules_of_the_paper(catalogue)]


class Reading:
    """What the answers to one field do to the clauses, one bit a clause."""

    def __init__(self, rules: Sequence[PlacedClause], field: Field) -> None:
        self.field = field
        bits = [(1 << place, rule) for place, rule in enumerate(rules)]
        self.untouched = sum(bit for bit, rule in bits if field.id not in rule.clause)
        self.silence_is_nothing = sum(bit for bit, rule in bits if not rule.silence_counts)
        self.met_by = {
            option: sum(bit for bit, rule in bits if option in rule.clause.get(field.id, ()))
            for option in field.options
        }

    def of(self, ticks: tuple[str, ...]) -> int:
        if not ticks and self.field.if_empty:
            return self.untouched | (self.met_by[self.field.if_empty] & ~self.silence_is_nothing)
        return reduce(or_, (self.met_by[option] for option in ticks), self.untouched)


def classes(rules: Sequence[PlacedClause], field: Field) -> dict[int, tuple[str, ...]]:
    """The shortest answer of each class of one field, by the bits it keeps."""
    reading = Reading(rules, field)
    found: dict[int, tuple[str, ...]] = {}
    for ticks in every_answer(_one_of_each(reading)):
        found.setdefault(reading.of(ticks), ticks)
    return found


def _one_of_each(reading: Reading) -> Field:
    """The field with one option of those that meet the same clauses: a second one adds nothing."""
    field = reading.field
    kinds = {option: (reading.met_by[option], option in field.exclusive) for option in field.options}
    first = {kinds[option]: option for option in reversed(field.options)}
    options = {option: text for option, text in field.options.items() if option in first.values()}
    exclusive = tuple(option for option in field.exclusive if option in options)
    return field.model_copy(update={"options": options, "exclusive": exclusive})


def ties(rules: Sequence[PlacedClause], catalogue: Catalogue) -> list[list[str]]:
    """Fields that share a clause, directly or through others. What is not tied can be counted apart."""
    groups = [{name} for name in catalogue.field]
    for rule in rules:
        tied = [group for group in groups if group & rule.clause.keys()]
        groups = [group for group in groups if group not in tied]
        groups.append(set[str]().union(*tied))
    return sorted([name for name in catalogue.field if name in group] for group in groups if group)


def situations(rules: Sequence[PlacedClause], fields: Sequence[Field]) -> set[int]:
    """Every set of clauses that some answers to these fields fit: the bits that all of them keep."""
    kept = {(1 << len(rules)) - 1}
    for field in fields:
        masks = list(classes(rules, field))
        kept = {before & mask for before in kept for mask in masks}
    return kept


def count_of_situations(catalogue: Catalogue) -> int:
    """Exact: a clause lies within one group of tied fields, so each group's choices go with every other's."""
    rules = rules_of(catalogue)
    groups = ties(rules, catalogue)
    return prod(len(situations(rules, [catalogue.field[name] for name in group])) for group in groups)


def table(catalogue: Catalogue) -> Iterator[str]:
    began = time.perf_counter()
    rules = rules_of(catalogue)
    answers = {name: sum(1 for _ in every_answer(field)) for name, field in catalogue.field.items()}
    yield f"{'field':16}{'options':>8}{'answers':>8}{'classes':>8}"
    for name, field in catalogue.field.items():
        yield f"{name:16}{len(field.options):8}{answers[name]:8}{len(classes(rules, field)):8}"
    yield f"clauses: {len(rules)}"
    yield f"tied by clauses: {'; '.join(', '.join(g) for g in ties(rules, catalogue) if len(g) > 1)}"
    yield f"combinations of answers: {prod(answers.values()):.2e}"
    yield f"distinct rule situations: {count_of_situations(catalogue):.2e}"
    yield f"seconds: {time.perf_counter() - began:.2f}"


if __name__ == "__main__":
    catalogue_file = sys.argv[1] if len(sys.argv) > 1 else "questions.yaml"
    print(*table(load(ROOT / catalogue_file).catalogue), sep="\n")  # noqa: T201  this is a command's output
