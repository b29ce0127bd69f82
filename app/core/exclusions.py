"""Why a question is not on a sheet: the counterpart of `app.core.reasons`, for editors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from app.core.answers import fits
from app.core.selection import fitting, select

if TYPE_CHECKING:
    from app.content import Clause, Question
    from app.core.answers import Answers, OptionsByField


@dataclass(frozen=True)
class Excluded:
    """A question that is not on the list.

    If no clause fits, `still_needed` is what the nearest one still asks for. If the question is only too far
    down the list, `place` is its place among all that fit, from 1.
    """

    question: Question
    why: Literal["caregivers", "rule", "sensitive", "rank"]
    still_needed: Clause
    place: int = 0


def excluded(answers: Answers) -> tuple[Excluded, ...]:
    """Every question that `select` leaves out for these answers, in the order of the catalogue."""
    on_list = {chosen.question.id for chosen in select(answers)}
    order = [chosen.question.id for chosen in fitting(answers)]
    return tuple(
        _excluded(answers, question, order)
        for question in answers.catalogue.questions
        if question.id not in on_list
    )


def _excluded(answers: Answers, question: Question, order: list[str]) -> Excluded:
    if not question.is_for(answers.role):
        return Excluded(question, "caregivers", {})
    # Not on the list at all: no clause fits. Otherwise it fits, and something else kept it off.
    if question.id not in order:
        counting = answers.counting(question.when)
        missing = (_missing(clause, counting) for clause in question.when.clauses)
        return Excluded(question, "rule", min(missing, key=len))
    held_back = question.sensitive and answers.show_sensitive != "yes"
    return Excluded(question, "sensitive" if held_back else "rank", {}, order.index(question.id) + 1)


def _missing(clause: Clause, answers: OptionsByField) -> Clause:
    return {name: options for name, options in clause.items() if not fits({name: options}, answers)}
