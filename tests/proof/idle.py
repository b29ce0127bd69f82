"""What could be taken out of the rules and nobody would notice, whatever they answer.

Exact: only people who fit a clause before the change, or hear of the option, can notice that it is gone. They
are walked by what the clauses before and after can tell apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from app.content.types import AT_LEAST_TWO, Lifts, When
from tests.catalogues import real
from tests.proof.classes import Reading, classes
from tests.proof.lines import by_key, said
from tests.proof.placed import PlacedClause, rules_of_question
from tests.proof.situation import comes, hears, place_of_wording, rule_fits, score

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content import Clause, Question
    from app.core.answers import OptionsByField
    from tests.proof.situation import Heard

    Clauses = tuple[Clause, ...]


@dataclass(frozen=True)
class Change:
    """A question with something less in `clause`."""

    what: str
    clause: Clause
    less: Clause | None
    was: Question
    now: Question

    def noticed_by(self, heard: Heard) -> bool:
        return self._got(self.was, heard) != self._got(self.now, heard)

    @staticmethod
    def _got(question: Question, heard: Heard) -> tuple[int | None, int] | None:
        if not comes(real(), question, heard):
            return None
        return place_of_wording(real(), question, heard), score(real(), question, heard)


def shorter(clauses: Clauses) -> Iterator[tuple[str, Clause, Clause | None, Clauses]]:
    """Each list with one clause less, or with one option less in a clause."""
    for place, clause in enumerate(clauses):
        before, after = clauses[:place], clauses[place + 1 :]
        if clause:
            yield f"({said(clause)})", clause, None, (*before, *after)
        for name, options in clause.items():
            for option in options if len(options) > 1 and name != AT_LEAST_TWO else ():
                less = {**clause, name: tuple(each for each in options if each != option)}
                yield f"{name} {option}", clause, less, (*before, less, *after)


def changes(question: Question) -> Iterator[Change]:
    for what, clause, less, clauses in shorter(question.when.clauses):
        now = question.model_copy(update={"when": When.model_construct(clauses)})
        yield Change(f"when: {what}", clause, less, question, now)
    for what, clause, less, clauses in shorter(question.lift.clauses):
        now = question.model_copy(update={"lift": Lifts.model_construct(clauses)})
        yield Change(f"lift: {what}", clause, less, question, now)
    for number, wording in enumerate(question.wordings):
        for what, clause, less, clauses in shorter(wording.when.clauses):
            other = wording.model_copy(update={"when": When.model_construct(clauses)})
            wordings = (*question.wordings[:number], other, *question.wordings[number + 1 :])
            now = question.model_copy(update={"wordings": wordings})
            yield Change(f"wording {number + 1}: {what}", clause, less, question, now)


def who_could_notice(change: Change) -> Iterator[OptionsByField]:
    """Everybody who fits the clause before, by what the rules before and after tell apart."""
    before = PlacedClause("before", change.clause)
    after = [PlacedClause("after", change.less)] if change.less else []
    rules = [before, *after, *rules_of_question(real(), change.was)]
    found = {}
    for name, field in real().field.items():
        reading = Reading(real(), rules, field)
        fits = [
            ticks
            for each, ticks in classes(real(), rules, field).items()
            # What others imply may fill the field.
            if reading.bits(ticks) & 1 or each.open
        ]
        found[name] = fits
    for answers in product(*found.values()):
        yield {name: ticks for name, ticks in zip(found, answers, strict=True) if ticks}


def is_noticed(change: Change) -> bool:
    return any(change.noticed_by(hears(real(), answers)) for answers in who_could_notice(change))


def idle_rules() -> Iterator[str]:
    for question in real().questions:
        unseen = [change.what for change in changes(question) if not is_noticed(change)]
        yield from by_key((question.id, what) for what in unseen)
    yield from by_key(_idle_places())


def _idle_places() -> Iterator[tuple[str, str]]:
    """Kept places of questions that nobody at the stage gets who fits the rule of the place."""
    for stage, ranking in real().ranking.stages.items():
        for kept in ranking.kept:
            question = real().question[kept.question]
            rules = [PlacedClause("place", clause) for clause in kept.when.clauses if clause]
            rules += rules_of_question(real(), question)
            found = [
                list(classes(real(), rules, f).values()) for n, f in real().field.items() if n != "stage"
            ]
            names = [name for name in real().field if name != "stage"]
            people = (
                hears(real(), {**dict(zip(names, ticks, strict=True)), "stage": (stage,)})
                for ticks in product(*found)
            )
            if not any(rule_fits(kept.when, heard) and comes(real(), question, heard) for heard in people):
                yield f"kept place of {question.id}", stage
