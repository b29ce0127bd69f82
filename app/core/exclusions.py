"""Why a question is not on a sheet: the other half of `app.core.reasons`, for editors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from app.core.answers import filled, first_match, prune
from app.core.selection import fitting, select

if TYPE_CHECKING:
    from app.content import Catalogue, Clause, Question
    from app.core.answers import Answers


@dataclass(frozen=True)
class Absent:
    """A question that is not listed. `nearest` is what its nearest clause still asks for, if no clause fits.

    `place` is its place among all that fit, from 1, if it is only too far down the list.
    """

    question: Question
    why: Literal["caregivers", "rule", "sensitive", "rank"]
    nearest: Clause
    place: int = 0


def absent(catalogue: Catalogue, answers: Answers) -> tuple[Absent, ...]:
    """Every question that `select` leaves out for these answers, in the order of the catalogue."""
    said = filled(catalogue, prune(catalogue, answers))
    listed = {chosen.question.id for chosen in select(catalogue, answers)}
    order = [chosen.question.id for chosen in fitting(catalogue, answers)]
    return tuple(
        _absent(question, said, order) for question in catalogue.questions if question.id not in listed
    )


def _absent(question: Question, said: Answers, order: list[str]) -> Absent:
    if not question.is_for(said["role"][0]):
        return Absent(question, "caregivers", {})
    if question.id not in order:
        return Absent(question, "rule", min((_lacking(clause, said) for clause in question.when), key=len))
    why: Literal["sensitive", "rank"] = (
        "sensitive" if question.sensitive and said["show_sensitive"] != ("yes",) else "rank"
    )
    return Absent(question, why, {}, order.index(question.id) + 1)


def _lacking(clause: Clause, said: Answers) -> Clause:
    return {name: options for name, options in clause.items() if not first_match(({name: options},), said)}
