"""Why a question is not on a sheet: the counterpart of `app.core.reasons`, for editors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from app.core.answers import fits

if TYPE_CHECKING:
    from app.content import Clause, Question, Rule
    from app.core.answers import Answers, Said
    from app.core.ranking import Selection
    from app.core.selection import Chosen


@dataclass(frozen=True)
class Excluded:
    """A question that is not on the list.

    rule       no clause of the question fits; `still_needed` is what the nearest one still asks for
    moment     no wording is for this moment; `note` says why, if the catalogue does
    wording    there are wordings for this moment, and none fits; `still_needed` and `note` as above
    voice      no wording that fits has a text in the person's voice
    sensitive  it fits, and is only for those who ask for it
    yields     it fits, and gives way to the question `gives_way_to`
    score      it fits, and others were let in before it; `score` is its own
    """

    question: Question
    why: Literal["rule", "moment", "wording", "voice", "sensitive", "yields", "score"]
    still_needed: Clause
    note: str = ""
    gives_way_to: str = ""
    score: int = 0


def excluded(selection: Selection) -> tuple[Excluded, ...]:
    """Every question that a list leaves out, in the order of the catalogue."""
    answers = selection.answers
    on_list = {chosen.id for chosen in selection.chosen}
    fit = {chosen.id: chosen for chosen in selection.fit}
    return tuple(
        _left_out(answers, fit[question.id], on_list)
        if question.id in fit
        else _does_not_fit(answers, question)
        for question in answers.catalogue.questions
        if question.id not in on_list
    )


def _does_not_fit(answers: Answers, question: Question) -> Excluded:
    if not answers.fit(question.when):
        return Excluded(question, "rule", _nearest(answers, question.when))
    here = answers.catalogue.wordings_at(question, answers.stage)
    note = answers.catalogue.not_asked_at(question, answers.stage)
    if not here:
        return Excluded(question, "moment", {}, note)
    if any(answers.fit(wording.when) for wording in here):
        return Excluded(question, "voice", {})
    return Excluded(question, "wording", min((_nearest(answers, each.when) for each in here), key=len), note)


def _left_out(answers: Answers, chosen: Chosen, on_list: set[str]) -> Excluded:
    question = chosen.question
    if not answers.wants(question):
        return Excluded(question, "sensitive", {})
    for other in question.yields_to:
        if other in on_list:
            return Excluded(question, "yields", {}, gives_way_to=other)
    return Excluded(question, "score", {}, score=chosen.score)


def _nearest(answers: Answers, rule: Rule) -> Clause:
    counting = answers.counting(rule)
    return min((_missing(clause, counting) for clause in rule.clauses), key=len)


def _missing(clause: Clause, answers: Said) -> Clause:
    return {name: options for name, options in clause.items() if not fits({name: options}, answers)}
