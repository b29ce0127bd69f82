"""The way through the form: which steps a person meets, in which order, and which of their answers count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.content import Catalogue, Clause, Step, When

Answers = Mapping[str, tuple[str, ...]]
"""Option ids by field id, as the person gave them. A missing or empty field is silence."""


def first_match(when: When, answers: Answers) -> Clause | None:
    """Return the first clause that the answers fit: one option of each of its fields."""
    for clause in when:
        if not any(set(answers.get(name, ())).isdisjoint(options) for name, options in clause.items()):
            return clause
    return None


def filled(catalogue: Catalogue, answers: Answers) -> Answers:
    """Answers with silence spelled out: an unanswered field counts as its `if_empty`."""
    silent = {
        name: (field.if_empty,)
        for name, field in catalogue.field.items()
        if field.if_empty and not answers.get(name)
    }
    return {**answers, **silent}


def prune(catalogue: Catalogue, answers: Answers) -> Answers:
    """Keep only what counts: valid options of fields on the person's path, in the catalogue's order."""
    kept: dict[str, tuple[str, ...]] = {}
    for step in catalogue.steps:
        if first_match(step.when, filled(catalogue, kept)) is None:
            continue
        for field in step.fields:
            values = field.valid(answers.get(field.id, ()))
            if values:
                kept[field.id] = values
    return kept


def path(catalogue: Catalogue, answers: Answers) -> tuple[Step, ...]:
    """Return the steps that a person with these answers goes through."""
    said = filled(catalogue, prune(catalogue, answers))
    return tuple(step for step in catalogue.steps if first_match(step.when, said) is not None)


def step_after(steps: tuple[Step, ...], step_id: str, by: int = 1) -> Step | None:
    """Return the step `by` places after this one, or None past either end."""
    place = [step.id for step in steps].index(step_id) + by
    return steps[place] if 0 <= place < len(steps) else None
