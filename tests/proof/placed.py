"""Every clause of the catalogue with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.content import rule_places
from app.content.form import REQUIRED_FIELDS
from app.content.types import AT_LEAST_TWO

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.content import Catalogue, Clause, Question
    from app.content.types import Counting, Rule


@dataclass(frozen=True)
class PlacedClause:
    """A clause and where it stands. `counts` is that of its rule."""

    place: str
    clause: Clause
    counts: Counting = "silence"


def placed(place: str, rule: Rule) -> list[PlacedClause]:
    return [PlacedClause(place, clause, rule.counts) for clause in rule.clauses if clause]


def fields_of(clause: Clause) -> set[str]:
    return {f for name, options in clause.items() for f in (options if name == AT_LEAST_TWO else (name,))}


def stages_of(catalogue: Catalogue, names: Iterable[str]) -> tuple[str, ...]:
    """The stages that these moments and stages name."""
    return tuple(stage for stage, moment in catalogue.moment_of.items() if {stage, moment} & set(names))


def rules_of_fit(catalogue: Catalogue, question: Question) -> list[PlacedClause]:
    """What decides if a question comes, and in which wording: its rule, the stage and the voice."""
    found = [*placed(question.id, question.when), PlacedClause(question.id, {"role": ("patient",)})]
    for wording in question.wordings:
        found.append(PlacedClause(question.id, {"stage": stages_of(catalogue, wording.moments)}))
        found += placed(question.id, wording.when)
    return found


def rules_of_question(catalogue: Catalogue, question: Question) -> list[PlacedClause]:
    return [*rules_of_fit(catalogue, question), *placed(question.id, question.lift)]


def rules_of(catalogue: Catalogue) -> list[PlacedClause]:
    """Every clause of the file, the fields and stages that the program itself acts on, and the topics."""
    found = [*_of_the_program(catalogue)]
    for question in catalogue.questions:
        found += rules_of_question(catalogue, question)
    for place in rule_places.rules_of(catalogue):
        if place.path[0] != "questions" or place.path[-1] == "about":
            found += placed(".".join(map(str, place.path)), place.rule)
    return found


def _of_the_program(catalogue: Catalogue) -> Iterator[PlacedClause]:
    for name in (*REQUIRED_FIELDS, "stage"):
        for option in catalogue.field[name].options:
            yield PlacedClause("the program", {name: (option,)})
    for name, field in catalogue.field.items():
        for option, text in field.options.items():
            if text.answered_by:
                yield PlacedClause(f"topic {option}", {name: (option,)}, "said")
