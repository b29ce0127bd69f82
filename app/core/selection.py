"""Which questions a person gets, in which order, and why. The rule is written down in `questions.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.answers import filled, first_match, prune

if TYPE_CHECKING:
    from app.content import Catalogue, Clause, Question
    from app.core.answers import Answers


@dataclass(frozen=True)
class Chosen:
    """A question that fits, with the clause that chose it and the clauses that lifted it."""

    question: Question
    clause: Clause
    lifts: tuple[Clause, ...]
    score: int


def fitting(catalogue: Catalogue, answers: Answers) -> tuple[Chosen, ...]:
    """Every question that fits the answers, sensitive ones included: the core in its order, then by rank."""
    said = filled(catalogue, prune(catalogue, answers))
    found = [chosen for question in catalogue.questions if (chosen := _judged(catalogue, question, said))]
    core = [chosen for chosen in found if chosen.question.topic == "core"]
    others = [chosen for chosen in found if chosen.question.topic != "core"]
    return (*core, *sorted(others, key=lambda chosen: -chosen.score))


def select(catalogue: Catalogue, answers: Answers) -> tuple[Chosen, ...]:
    """Return the questions of the sheet: the core first, then as many by rank as the length asks for."""
    said = filled(catalogue, prune(catalogue, answers))
    return shortened(catalogue, said, allowed(said, fitting(catalogue, answers)))


def allowed(said: Answers, fit: tuple[Chosen, ...]) -> tuple[Chosen, ...]:
    """Leave the sensitive questions out, unless the person wants them."""
    return tuple(c for c in fit if not c.question.sensitive or said["show_sensitive"] == ("yes",))


def shortened(catalogue: Catalogue, said: Answers, fit: tuple[Chosen, ...]) -> tuple[Chosen, ...]:
    """Keep the core and as many of the others as the length asks for; `said` has silence spelled out.

    A short list keeps places for the questions named in `ranking.kept_places`; they take the place of the
    lowest, and the order stays that of the ranks.
    """
    (length,) = said["length"]
    core = [chosen for chosen in fit if chosen.question.topic == "core"]
    ranked = fit[len(core) :]
    lengths = catalogue.ranking.lengths
    places = {"short": lengths["short"], "medium": lengths["medium"]}.get(length)
    kept = _kept(catalogue, said) if length == "short" else frozenset[str]()
    by_right = [chosen for chosen in ranked if chosen.question.id in kept]
    by_rank = [chosen for chosen in ranked if chosen.question.id not in kept]
    taken = {c.question.id for c in (by_right + by_rank)[:places]}
    return (*core, *(chosen for chosen in ranked if chosen.question.id in taken))


def _judged(catalogue: Catalogue, question: Question, said: Answers) -> Chosen | None:
    clause = first_match(question.when, said)
    if clause is None or not question.is_for(said["role"][0]):
        return None
    lifts = tuple(lift for lift in question.lift if first_match((lift,), said) is not None)
    weight = sum(catalogue.field[name].weight for name in {name for lift in lifts for name in lift})
    return Chosen(question, clause, lifts, (5 - question.priority) * 10 + weight)


def _kept(catalogue: Catalogue, said: Answers) -> frozenset[str]:
    places = catalogue.ranking.kept_places
    return frozenset(place.question for place in places if first_match(place.when, said) is not None)
