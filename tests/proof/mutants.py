"""Every small change of the rules in questions.yaml: one clause, option, figure or flag at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.content.types import Lifts, When
from tests.proof.classes import rules_of
from tests.proof.clauses import changed_lists

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.content import Catalogue, Field, Question, Rule
    from tests.proof.clauses import Clauses


@dataclass(frozen=True)
class QuestionMutant:
    what: str
    was: Question
    question: Question


@dataclass(frozen=True)
class WhenMutant:
    """A change of clauses that are not a question's. `silence_counts` is that of their rule."""

    what: str
    was: Clauses
    when: Clauses
    silence_counts: bool = True
    only_if: Clauses = ({},)


@dataclass(frozen=True)
class CatalogueMutant:
    """A change that can show anywhere."""

    what: str
    catalogue: Catalogue


def of_questions(catalogue: Catalogue) -> Iterator[QuestionMutant]:
    for question in catalogue.questions:
        for what, change in _changes(catalogue, question):
            yield QuestionMutant(f"{question.id}: {what}", question, question.model_copy(update=change))


def _changes(catalogue: Catalogue, question: Question) -> Iterator[tuple[str, dict[str, object]]]:
    yield "sensitive flipped", {"sensitive": not question.sensitive}
    if question.topic != "core":  # the core is never ranked
        for priority in (question.priority - 1, question.priority + 1):
            yield f"priority {priority}", {"priority": priority}
    if not question.when.is_for_everyone:
        for what, clauses in changed_lists(catalogue.field, question.when.clauses):
            yield f"when, {what}", {"when": When.model_construct(clauses)}
    for what, clauses in changed_lists(catalogue.field, question.lift.clauses):
        yield f"lift, {what}", {"lift": Lifts.model_construct(clauses)}


def of_the_paper(catalogue: Catalogue) -> Iterator[WhenMutant]:
    """Boxes, parts, kept places, the time after treatment, answers printed with a question."""
    for name, box in catalogue.boxes:
        yield from _of(catalogue, f"box {name}", box.when)
    for part_id, part in catalogue.parts.items():
        yield from _of(catalogue, f"part {part_id}, default", part.default)
        yield from _of(catalogue, f"part {part_id}, suggest", part.suggest)
    for place in catalogue.ranking.kept_places:
        fits = catalogue.question[place.question].when.clauses
        yield from _of(catalogue, f"kept place of {place.question}", place.when, only_if=fits)
    for question in catalogue.questions:
        if question.about:
            yield from _of(catalogue, f"{question.id}, about", question.about)
    yield from _of(catalogue, "after_treatment", catalogue.after_treatment.when)


def _of(catalogue: Catalogue, place: str, rule: Rule, only_if: Clauses = ({},)) -> Iterator[WhenMutant]:
    if rule.is_for_everyone:
        yield WhenMutant(f"{place}: nobody", rule.clauses, (), rule.silence_counts, only_if)
        return
    for what, other in changed_lists(catalogue.field, rule.clauses):
        yield WhenMutant(f"{place}, {what}", rule.clauses, other, rule.silence_counts, only_if)


def of_fields(catalogue: Catalogue) -> Iterator[CatalogueMutant]:
    """What could matter: a weight where the field lifts, and silence that counts as an option of a clause."""
    clauses = [rule.clause for rule in rules_of(catalogue) if rule.silence_counts]
    lifting = {name for question in catalogue.questions for line in question.lift.clauses for name in line}
    for field in catalogue.field.values():
        named = [option for option in field.options if any(option in o.get(field.id, ()) for o in clauses)]
        changes = [{"weight": field.weight + 1}] if field.id in lifting else []
        for change in (*changes, *_field_changes(field, named)):
            what = ", ".join(f"{key} {value}" for key, value in change.items())
            other = field.model_copy(update=change)
            yield CatalogueMutant(f"field {field.id}: {what}", _with_field(catalogue, other))
    for length, places in catalogue.ranking.lengths.items():
        lengths = {**catalogue.ranking.lengths, length: places + 1}
        ranking = catalogue.ranking.model_copy(update={"lengths": lengths})
        yield CatalogueMutant(f"one more in {length}", catalogue.model_copy(update={"ranking": ranking}))


def _field_changes(field: Field, named: list[str]) -> Iterator[Mapping[str, object]]:
    yield from ({"if_empty": other} for other in (None, *named) if other != field.if_empty)
    for option in field.exclusive:
        yield {"exclusive": tuple(other for other in field.exclusive if other != option)}
    if field.choose == "many":
        yield {"at_most": 2}
        if field.at_most:
            yield from ({"at_most": most} for most in (None, field.at_most - 1, field.at_most + 1))
        if "not_sure" in field.options:
            yield {"exclusive": ("not_sure", *field.exclusive)}


def _with_field(catalogue: Catalogue, other: Field) -> Catalogue:
    steps = tuple(
        step.model_copy(update={"fields": tuple(other if f.id == other.id else f for f in step.fields)})
        for step in catalogue.steps
    )
    fields = {**catalogue.field, other.id: other}  # the catalogue keeps them when they were once asked for
    return catalogue.model_copy(update={"steps": steps, "field": fields})
