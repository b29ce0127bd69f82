"""A person's answers, and which of them count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from app.content.form import LENGTH, ROLE, SHOW_SENSITIVE

if TYPE_CHECKING:
    from app.content import Catalogue, Clause, Rule, Step
    from app.content.form import Length, Role, ShowSensitive

OptionsByField = Mapping[str, tuple[str, ...]]
"""Option ids by field id. A missing or empty field was left open."""


@dataclass(frozen=True)
class Answers:
    """One person's answers to the form of one catalogue. Made once a request, with `Answers.of`.

    given    as they were sent: also of fields off the path, and with ids of another version of the catalogue
    on_path  valid options of fields on the person's path, in the order of the catalogue
    counted  the same, with every field that was left open filled in with its `if_empty`
    steps    the steps that a person with these answers goes through
    """

    catalogue: Catalogue
    given: OptionsByField
    on_path: OptionsByField
    counted: OptionsByField
    steps: tuple[Step, ...]

    @classmethod
    def of(cls, catalogue: Catalogue, given: OptionsByField) -> Answers:
        on_path: dict[str, tuple[str, ...]] = {}
        # Fields off the path count as left open, too.
        counted: dict[str, tuple[str, ...]] = {
            name: (field.if_empty,) for name, field in catalogue.field.items() if field.if_empty
        }
        steps = []
        # A step's rule only asks for fields of earlier steps (checks/reachability), so one pass is enough.
        for step in catalogue.steps:
            if not any(fits(clause, counted) for clause in step.when.clauses):
                continue
            steps.append(step)
            for field in step.fields:
                if values := field.valid(given.get(field.id, ())):
                    on_path[field.id] = counted[field.id] = values
        return cls(catalogue, given, on_path, counted, tuple(steps))

    def with_given(self, name: str, *options: str) -> Answers:
        """Return these answers with another answer in one field."""
        return Answers.of(self.catalogue, {**self.given, name: options})

    def counting(self, rule: Rule) -> OptionsByField:
        """Return the answers to hold a rule against: here its kind decides whether silence counts."""
        return self.counted if rule.silence_counts else self.on_path

    def matching(self, rule: Rule) -> tuple[Clause, ...]:
        """Return every clause of a rule that fits."""
        answers = self.counting(rule)
        return tuple(clause for clause in rule.clauses if fits(clause, answers))

    def first_match(self, rule: Rule) -> Clause | None:
        """Return the first clause of a rule that fits: the reason why it applies."""
        return next(iter(self.matching(rule)), None)

    def fit(self, rule: Rule) -> bool:
        return self.first_match(rule) is not None

    @property
    def role(self) -> Role:
        return cast("Role", self.counted[ROLE][0])

    @property
    def length(self) -> Length:
        return cast("Length", self.counted[LENGTH][0])

    @property
    def show_sensitive(self) -> ShowSensitive:
        return cast("ShowSensitive", self.counted[SHOW_SENSITIVE][0])


def fits(clause: Clause, answers: OptionsByField) -> bool:
    """Whether each field of a clause has one of its options among the answers."""
    return not any(set(answers.get(name, ())).isdisjoint(options) for name, options in clause.items())


def step_after(steps: tuple[Step, ...], step_id: str, by: int = 1) -> Step | None:
    """Return the step `by` places after this one, or None past either end."""
    place = [step.id for step in steps].index(step_id) + by
    return steps[place] if 0 <= place < len(steps) else None
