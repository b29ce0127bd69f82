"""Who would notice a change of the rules."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from app.core.answers import Answers
from tests.catalogues import real
from tests.proof.classes import PlacedClause, rules_of_question
from tests.proof.mutants import CatalogueMutant, QuestionMutant, WhenMutant
from tests.proof.outcome import Outcome, outcome
from tests.proof.situation import any_fits, comes, hears, score
from tests.proof.walk import situations_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content import Question
    from app.core.answers import OptionsByField
    from tests.proof.situation import Heard

    Mutant = QuestionMutant | WhenMutant | CatalogueMutant


@dataclass(frozen=True)
class Witness:
    """Somebody with these answers, who looks at what they get."""

    answers: OptionsByField

    @cached_property
    def counted(self) -> OptionsByField:
        return Answers.of(real(), self.answers).on_path

    @cached_property
    def heard(self) -> Heard:
        return hears(real(), self.counted)

    @cached_property
    def spoken(self) -> Heard:
        return {name: frozenset(ticks) for name, ticks in self.counted.items()}

    @cached_property
    def outcome(self) -> Outcome:
        return outcome(real(), self.answers)

    def notices(self, mutant: Mutant) -> bool:
        if isinstance(mutant, QuestionMutant):
            return self._gets(mutant.was) != self._gets(mutant.question)
        if isinstance(mutant, WhenMutant):
            return any_fits(mutant.only_if, self.heard) and self._sees(mutant)
        try:
            return outcome(mutant.catalogue, self.answers) != self.outcome
        except (KeyError, ValueError):  # it does not even work any more
            return True

    def _gets(self, question: Question) -> tuple[int, bool] | None:
        if not comes(question, self.heard):
            return None
        return score(real(), question, self.heard), question.sensitive

    def _sees(self, mutant: WhenMutant) -> bool:
        """Parts hang on the length too; who does not say it looks at all three."""
        heard = self.heard if mutant.silence_counts else self.spoken
        lengths = self.spoken.get("length", frozenset(real().field["length"].options))
        everyone = [{**heard, "length": frozenset({length})} for length in lengths]
        return any(any_fits(mutant.was, each) != any_fits(mutant.when, each) for each in everyone)


def all_who_could_notice(mutant: Mutant) -> Iterator[Witness]:
    """Everybody who is not like someone else to the clauses before and after, those who say least first."""
    people = list(situations_of(real(), list(_rules(mutant))))
    people.sort(key=lambda said: sum(map(len, said.values())))
    yield from map(Witness, people)


def _rules(mutant: Mutant) -> Iterator[PlacedClause]:
    if isinstance(mutant, QuestionMutant):
        yield from (*rules_of_question(mutant.was), *rules_of_question(mutant.question))
    if isinstance(mutant, WhenMutant):
        clauses = (*mutant.was, *mutant.when, *mutant.only_if)
        yield from (PlacedClause(mutant.what, clause, mutant.silence_counts) for clause in clauses if clause)
