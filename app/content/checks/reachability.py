from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.form import ROLE
from app.content.issues import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.models import Catalogue
    from app.content.questions import Question
    from app.content.types import Clause, Rule


def reachability_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """Steps that look ahead, questions that nobody can get, and wordings that somebody would miss."""
    yield from _steps_that_look_ahead(catalogue)
    for index, question in enumerate(catalogue.questions):
        if not any(_possible(catalogue, clause) for clause in question.when.clauses):
            message = f"nobody can ever get the question '{question.id}'"
            advice = "see which steps ask the fields of its clauses"
            yield Issue(("questions", index, "when"), message, advice)
        yield from _missing_wordings(index, question)


def _missing_wordings(index: int, question: Question) -> Iterator[Issue]:
    message = "the patient's wording is missing"
    if question.ask.patient is None and not _for_caregivers_only(question.when):
        yield Issue(("questions", index, "ask"), message, "without it every clause needs `role: [caregiver]`")
    if question.after_treatment and not question.after_treatment.patient and question.ask.patient:
        yield Issue(("questions", index, "after_treatment"), message, "add `patient:`")


def _steps_that_look_ahead(catalogue: Catalogue) -> Iterator[Issue]:
    answered = set[str]()
    for index, step in enumerate(catalogue.steps):
        for place, clause in enumerate(step.when.clauses):
            for name in clause.keys() & catalogue.field.keys() - answered:
                at = ("steps", index, "when", place, name)
                yield Issue(at, f"'{name}' is only asked later", "move the step, or change its `when`")
        answered |= {field.id for field in step.fields}


def _for_caregivers_only(rule: Rule) -> bool:
    return all(clause.get(ROLE) == ("caregiver",) for clause in rule.clauses)


def _possible(catalogue: Catalogue, clause: Clause) -> bool:
    """Whether one set of answers can fit the clause: the steps that ask its fields must be on its path."""
    # Options of one field are alternatives and fields are free of each other, except through `when` of steps.
    needed = [step for step in catalogue.steps if {f.id for f in step.fields} & clause.keys()]
    return all(any(_agree(clause, condition) for condition in step.when.clauses) for step in needed)


def _agree(clause: Clause, condition: Clause) -> bool:
    shared = clause.keys() & condition.keys()
    return all(set(clause[name]) & set(condition[name]) for name in shared)
