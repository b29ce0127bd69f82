"""Which questions fit a person, in which wording. `app.core.ranking` says which of them are on the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from app.content import CORE_TOPIC
from app.content.form import LENGTH
from app.content.questions import LOWEST_PRIORITY
from app.content.types import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.content import Clause, Question, Wording
    from app.content.models import Asked
    from app.core.answers import Answers

ListStep = Literal[
    "core", "open", "kept", "topic", "score", "full"
]  # of filling a list; see app.core.ranking
POINTS_A_PRIORITY = 10  # the head of questions.yaml explains how a score is made


class Chosen(NamedTuple):
    """A question that fits, in the wording to print.

    clauses  what chose it: the clauses of the question that fit; then those of the wording, unless there is
             one for everyone at this moment
    lifts    the clauses that lifted it
    step     the step of filling the list that gave it a place; None if it has none
    """

    question: Question
    wording: Wording
    clauses: tuple[Clause, ...]
    lifts: tuple[Clause, ...]
    score: int
    step: ListStep | None = None

    @property
    def id(self) -> str:
        return self.question.id

    @property
    def is_core(self) -> bool:
        return self.question.topic == CORE_TOPIC


def fitting(answers: Answers) -> tuple[Chosen, ...]:
    """Every question that fits, sensitive ones included: the core in its order, then the others by score.

    Of equal scores, the one whose topic stands first in `ties` of the stage comes first; then the order of
    the file decides.
    """
    found = _found(answers, asked(answers).values())
    core = [chosen for chosen in found if chosen.is_core]
    others = [chosen for chosen in found if not chosen.is_core]
    ties = answers.catalogue.ranking.stages[answers.stage].ties
    # sorted is stable: the order of the file decides last.
    return (*core, *sorted(others, key=lambda chosen: (-chosen.score, ties.index(chosen.question.topic))))


def in_full(answers: Answers, fit: tuple[Chosen, ...]) -> tuple[Chosen, ...]:
    """Return what fits for the list without a limit, in no order; `fit` is what fits for the list as it is.

    Only questions that ask for the length are chosen anew, unless the length changes another answer, too.
    """
    full, catalogue = answers.in_full, answers.catalogue
    if answers.but_for(LENGTH) != full.but_for(LENGTH):
        return fitting(full)
    anew, may_come = catalogue.asking_for[LENGTH], asked(full)
    found = _found(full, (may_come[name] for name in anew if name in may_come))
    return (*(chosen for chosen in fit if chosen.id not in anew), *found)


def asked(answers: Answers) -> Asked:
    """Return the wordings for the person's stage and voice, whether they fit or not."""
    return answers.catalogue.asked_at(answers.stage, answers.voice)


def _found(answers: Answers, may_come: Iterable[tuple[Question, tuple[Wording, ...]]]) -> list[Chosen]:
    return [chosen for each in may_come if (chosen := _choose(answers, *each)) is not None]


def allowed(answers: Answers, fit: tuple[Chosen, ...]) -> tuple[Chosen, ...]:
    """Leave the sensitive questions out, unless the person wants them."""
    return tuple(chosen for chosen in fit if answers.wants(chosen.question))


def points(priority: int) -> int:
    """Return what a priority gives to the score of a question."""
    return (LOWEST_PRIORITY + 1 - priority) * POINTS_A_PRIORITY


def wording_of(answers: Answers, question: Question) -> Wording | None:
    """Return the first wording that fits and has a text in the person's voice."""
    return _first_that_fits(answers, answers.catalogue.wordings_at(question, answers.stage, answers.voice))


def _first_that_fits(answers: Answers, wordings: tuple[Wording, ...]) -> Wording | None:
    for wording in wordings:
        if wording.when.is_for_everyone or answers.fit(wording.when):
            return wording
    return None


def _choose(answers: Answers, question: Question, wordings: tuple[Wording, ...]) -> Chosen | None:
    clauses = answers.matching(question.when)
    wording = _first_that_fits(answers, wordings) if clauses else None
    if wording is None:
        return None
    if not (wording.when.is_for_everyone or any(each.when.is_for_everyone for each in wordings)):
        clauses = (*clauses, *answers.matching(wording.when))
    lifts = answers.matching(question.lift)
    return Chosen(question, wording, clauses, lifts, points(question.priority) + _weight(answers, lifts))


def _weight(answers: Answers, lifts: tuple[Clause, ...]) -> int:
    """Return what lifts add to a score: a field lifts once, whichever of its options and lines fit."""
    fields = {name for lift in lifts for name in fields_of(lift)} if lifts else ()
    return sum([answers.catalogue.field[name].weight for name in fields])
