"""Which questions a person gets, in which order. The head of `questions.yaml` explains the rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.content import CORE_TOPIC

if TYPE_CHECKING:
    from app.content import Clause, Question
    from app.core.answers import Answers

POINTS_A_PRIORITY = 10  # the head of questions.yaml explains how a score is made


@dataclass(frozen=True)
class Chosen:
    """A question that fits, with the clause that chose it and the clauses that lifted it."""

    question: Question
    clause: Clause
    lifts: tuple[Clause, ...]
    score: int

    @property
    def is_core(self) -> bool:
        return self.question.topic == CORE_TOPIC


def fitting(answers: Answers) -> tuple[Chosen, ...]:
    """Every question that fits, sensitive ones included: the core in its order, then the others by score."""
    found = [
        chosen
        for question in answers.catalogue.questions
        if (chosen := _choose(answers, question)) is not None
    ]
    core = [chosen for chosen in found if chosen.is_core]
    others = [chosen for chosen in found if not chosen.is_core]
    # sorted is stable: equal scores keep the order of the file.
    return (*core, *sorted(others, key=lambda chosen: -chosen.score))


def select(answers: Answers) -> tuple[Chosen, ...]:
    """Return the questions of the sheet: the core, then as many by score as the length asks for."""
    return shortened(answers, allowed(answers, fitting(answers)))


def allowed(answers: Answers, fit: tuple[Chosen, ...]) -> tuple[Chosen, ...]:
    """Leave the sensitive questions out, unless the person wants them."""
    return tuple(chosen for chosen in fit if not chosen.question.sensitive or answers.show_sensitive == "yes")


def shortened(answers: Answers, fit: tuple[Chosen, ...]) -> tuple[Chosen, ...]:
    """Keep the core and as many of the others as the length asks for.

    A short list keeps places for the questions named in `ranking.kept_places`. They take the place of the
    lowest; the order stays that of the scores.
    """
    core = tuple(chosen for chosen in fit if chosen.is_core)
    ranked = fit[len(core) :]
    if answers.length == "full":
        return fit
    kept = _kept(answers) if answers.length == "short" else frozenset[str]()
    # First those with a place, then by score: the lowest without a place give way.
    with_a_place = [chosen for chosen in ranked if chosen.question.id in kept]
    without = [chosen for chosen in ranked if chosen.question.id not in kept]
    places = answers.catalogue.ranking.lengths[answers.length]
    taken = {chosen.question.id for chosen in (with_a_place + without)[:places]}
    return (*core, *(chosen for chosen in ranked if chosen.question.id in taken))


def _choose(answers: Answers, question: Question) -> Chosen | None:
    clause = answers.first_match(question.when)
    if clause is None or not question.is_for(answers.role):
        return None
    lifts = answers.matching(question.lift)
    # A field lifts once, whichever of its options and lines fit.
    weight = sum(answers.catalogue.field[name].weight for name in {name for lift in lifts for name in lift})
    return Chosen(question, clause, lifts, (5 - question.priority) * POINTS_A_PRIORITY + weight)


def _kept(answers: Answers) -> frozenset[str]:
    places = answers.catalogue.ranking.kept_places
    return frozenset(place.question for place in places if answers.fit(place.when))
