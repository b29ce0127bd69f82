"""A person's answers, and which of them count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, cast

from app.content.form import FULL, LENGTH, ROLE, SHOW_SENSITIVE, STAGE, informative, voice_of
from app.content.types import AT_LEAST_TWO

if TYPE_CHECKING:
    from app.content import Catalogue, Clause, Question, Rule, Step, Voice
    from app.content.form import Length, Role, ShowSensitive
    from app.content.notices import NotCovered
    from app.content.types import Counting

OptionsByField = Mapping[str, tuple[str, ...]]
"""Option ids by field id. A missing or empty field was left open."""
Said = Mapping[str, frozenset[str]]
"""The same, to hold rules against: AT_LEAST_TWO stands in it as a field, with the names of such fields."""


@dataclass(frozen=True)
class Answers:
    """One person's answers to the form of one catalogue. Made once a request, with `Answers.of`.

    given    as they were sent: also of fields off the path, and with ids of another version of the catalogue
    on_path  valid options of fields on the person's path, in the order of the catalogue
    implied  the same, with what an answer implies in fields that were left open
    counted  the same, with every field that was left open filled in with its `if_empty`
    steps    the steps that a person with these answers goes through
    """

    catalogue: Catalogue
    given: OptionsByField
    on_path: OptionsByField
    implied: OptionsByField
    counted: OptionsByField
    steps: tuple[Step, ...]

    @classmethod
    def of(cls, catalogue: Catalogue, given: OptionsByField) -> Answers:
        on_path: dict[str, tuple[str, ...]] = {}
        steps = []
        # One pass is enough: a step's rule asks for fields of earlier steps only, and nothing later implies
        # them (checks/reachability).
        for step in catalogue.steps:
            if not step.when.is_for_everyone:
                counted = as_said(_counted(catalogue, with_implied(catalogue, on_path)))
                if not any(fits(clause, counted) for clause in step.when.clauses):
                    continue
            steps.append(step)
            for field in step.fields:
                if (sent := given.get(field.id)) and (values := field.valid(sent)):
                    on_path[field.id] = values
        implied = with_implied(catalogue, on_path)
        return cls(catalogue, given, on_path, implied, _counted(catalogue, implied), tuple(steps))

    def with_given(self, name: str, *options: str) -> Answers:
        """Return these answers with another answer in one field."""
        return Answers.of(self.catalogue, {**self.given, name: options})

    def counting(self, rule: Rule) -> Said:
        """Return the answers to hold a rule against: here its kind decides what counts."""
        return self._counting[rule.counts]

    @cached_property
    def _counting(self) -> dict[Counting, Said]:
        views: dict[Counting, OptionsByField]
        views = {"said": self.on_path, "implied": self.implied, "silence": self.counted}
        return {kind: as_said(view) for kind, view in views.items()}

    # A page asks these three a thousand times: they go no way round.
    def matching(self, rule: Rule) -> tuple[Clause, ...]:
        """Return every clause of a rule that fits."""
        answers = self._counting[rule.counts]
        return tuple([clause for clause in rule.root if fits(clause, answers)])

    def first_match(self, rule: Rule) -> Clause | None:
        """Return the first clause of a rule that fits: the reason why it applies."""
        answers = self._counting[rule.counts]
        for clause in rule.root:
            if fits(clause, answers):
                return clause
        return None

    def fit(self, rule: Rule) -> bool:
        return self.first_match(rule) is not None

    @cached_property
    def in_full(self) -> Answers:
        """The same answers for the list without a limit."""
        return self.with_given(LENGTH, FULL)

    def but_for(self, name: str) -> list[OptionsByField]:
        """Return what any rule is held against, with one field left open."""
        return [{**view, name: ()} for view in (self.on_path, self.implied, self.counted)]

    # Looked up thousands of times for one page.
    @cached_property
    def role(self) -> Role:
        return cast("Role", self.counted[ROLE][0])

    @cached_property
    def voice(self) -> Voice:
        return voice_of(self.role)

    @cached_property
    def stage(self) -> str:
        return self.counted[STAGE][0]

    @property
    def moment(self) -> str:
        return self.catalogue.moment_of[self.stage]

    @property
    def length(self) -> Length:
        return cast("Length", self.counted[LENGTH][0])

    @property
    def show_sensitive(self) -> ShowSensitive:
        return cast("ShowSensitive", self.counted[SHOW_SENSITIVE][0])

    @property
    def refuses_sensitive(self) -> bool:
        """Whether the person asked not to see the sensitive questions."""
        return self.show_sensitive == "no"

    def wants(self, question: Question) -> bool:
        """Whether a question may come by itself: a sensitive one only for those who ask for them."""
        return not question.sensitive or self.show_sensitive == "yes"

    @property
    def not_covered(self) -> NotCovered | None:
        """Why there is no sheet for this person, or None."""
        return next((entry for entry in self.catalogue.not_covered if self.fit(entry.when)), None)


def with_implied(catalogue: Catalogue, said: OptionsByField) -> OptionsByField:
    """Fill fields that were left open with what other answers imply.

    An option implies something only if it is the one thing said in its field. It takes the place of silence
    or of "I'm not sure" (`Field.is_open`), and never that of another answer, be it "none" or "other".
    """
    filled = dict(said)
    for name, options in said.items():
        only = informative(options)
        if len(only) != 1:
            continue
        for target, option in catalogue.field[name].options[only[0]].implies.items():
            if catalogue.field[target].is_open(filled.get(target, ())):
                filled[target] = (option,)
    return filled


def _counted(catalogue: Catalogue, implied: OptionsByField) -> OptionsByField:
    """Fill in what silence counts as. Fields off the path count as left open, too."""
    return {**catalogue.silence, **implied}


def as_said(options: OptionsByField) -> Said:
    several = [name for name, said in options.items() if len(said) > 1 and len(informative(said)) > 1]
    return {name: frozenset(said) for name, said in options.items()} | {AT_LEAST_TWO: frozenset(several)}


def fits(clause: Clause, answers: Said) -> bool:
    """Whether each field of a clause has one of its options among the answers."""
    for name, options in clause.items():
        said = answers.get(name)
        if said is None or said.isdisjoint(options):
            return False
    return True


def step_after(steps: tuple[Step, ...], step_id: str, by: int = 1) -> Step | None:
    """Return the step `by` places after this one, or None past either end."""
    place = [step.id for step in steps].index(step_id) + by
    return steps[place] if 0 <= place < len(steps) else None
