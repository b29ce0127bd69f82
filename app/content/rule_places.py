"""Where the rules of a catalogue stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.content.types import PrintedAnswers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.issues import KeyPath
    from app.content.models import Catalogue
    from app.content.types import Clause, Rule


@dataclass(frozen=True)
class RulePlace:
    """A rule and the path to it in the file."""

    path: KeyPath
    rule: Rule

    def clauses(self) -> Iterator[tuple[KeyPath, Clause]]:
        """Yield each clause with its path. Printed answers are one clause, and not in a list."""
        for index, clause in enumerate(self.rule.clauses):
            yield (self.path if isinstance(self.rule, PrintedAnswers) else (*self.path, index)), clause


def rules_of(catalogue: Catalogue) -> Iterator[RulePlace]:
    """Yield every rule in the file. What worked people answer is no rule."""
    for index, step in enumerate(catalogue.steps):
        yield RulePlace(("steps", index, "when"), step.when)
    for index, question in enumerate(catalogue.questions):
        yield RulePlace(("questions", index, "when"), question.when)
        yield RulePlace(("questions", index, "lift"), question.lift)
        if question.about:
            yield RulePlace(("questions", index, "about"), question.about)
    for name, box in catalogue.boxes:
        yield RulePlace(("boxes", name, "when"), box.when)
    for part_id, part in catalogue.parts.items():
        yield RulePlace(("parts", part_id, "default"), part.default)
        yield RulePlace(("parts", part_id, "suggest"), part.suggest)
    for index, place in enumerate(catalogue.ranking.kept_places):
        yield RulePlace(("ranking", "kept_places", index, "when"), place.when)
    yield RulePlace(("after_treatment", "when"), catalogue.after_treatment.when)
