from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.issues import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.models import Catalogue
    from app.content.types import When


def reach_faults(catalogue: Catalogue) -> Iterator[Finding]:
    """Steps that look ahead, questions that nobody can get, and wordings that somebody would miss."""
    yield from _steps_that_look_ahead(catalogue)
    for index, question in enumerate(catalogue.questions):
        if not any(_possible(catalogue, clause) for clause in question.when):
            message = f"nobody can ever get the question '{question.id}'"
            yield Finding(
                ("questions", index, "when"), message, "see which steps ask the fields of its clauses"
            )
        if question.ask.patient is None and not _for_caregivers_only(question.when):
            yield Finding(
                ("questions", index, "ask"),
                "the patient's wording is missing",
                "without it every clause needs `role: [caregiver]`",
            )


def _steps_that_look_ahead(catalogue: Catalogue) -> Iterator[Finding]:
    answered = set[str]()
    for index, step in enumerate(catalogue.steps):
        for place, clause in enumerate(step.when):
            for name in clause.keys() & catalogue.field.keys() - answered:
                at = ("steps", index, "when", place, name)
                yield Finding(at, f"'{name}' is only asked later", "move the step, or change its `when`")
        answered |= {field.id for field in step.fields}


def _for_caregivers_only(when: When) -> bool:
    return all(clause.get("role") == ("caregiver",) for clause in when)


def _possible(catalogue: Catalogue, clause: dict[str, tuple[str, ...]]) -> bool:
    """Whether one set of answers can fit the clause: the steps that ask its fields must be on its path."""
    needed = [step for step in catalogue.steps if {f.id for f in step.fields} & clause.keys()]
    return all(any(_agree(clause, condition) for condition in step.when) for step in needed)


def _agree(clause: dict[str, tuple[str, ...]], condition: dict[str, tuple[str, ...]]) -> bool:
    shared = clause.keys() & condition.keys()
    return all(set(clause[name]) & set(condition[name]) for name in shared)
