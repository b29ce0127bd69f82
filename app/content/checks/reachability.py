from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.issues import Issue
from app.content.possible import reachable
from app.content.types import AT_LEAST_TWO, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.models import Catalogue


def reachability_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """Steps that look ahead, answers that are implied too late for a step, questions that nobody can get."""
    yield from _steps_that_look_ahead(catalogue)
    yield from _implied_too_late(catalogue)
    for index, question in enumerate(catalogue.questions):
        if not reachable(catalogue, question.when):
            message = f"nobody can ever get the question '{question.id}'"
            advice = "see which steps ask the fields of its clauses"
            yield Issue(("questions", index, "when"), message, advice)


def _steps_that_look_ahead(catalogue: Catalogue) -> Iterator[Issue]:
    answered = set[str]()
    for index, step in enumerate(catalogue.steps):
        for place, clause in enumerate(step.when.clauses):
            for name in sorted(set(fields_of(clause)) & catalogue.field.keys() - answered):
                at = ("steps", index, "when", place, name if name in clause else AT_LEAST_TWO)
                yield Issue(at, f"'{name}' is only asked later", "move the step, or change its `when`")
        answered |= {field.id for field in step.fields}


def _implied_too_late(catalogue: Catalogue) -> Iterator[Issue]:
    """Options that imply an answer for which the rule of an earlier step, or of their own, has asked."""
    asked = set[str]()
    for index, step in enumerate(catalogue.steps):
        asked |= {name for clause in step.when.clauses for name in fields_of(clause)}
        for place, field in enumerate(step.fields):
            for name, option in field.options.items():
                for target in sorted(option.implies.keys() & asked):
                    at = ("steps", index, "fields", place, "options", name, "implies", target)
                    message = f"the `when` of a step asks for '{target}' before it is implied here"
                    yield Issue(at, message, "ask this earlier, or take it out")
