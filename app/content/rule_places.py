"""Where the rules of a catalogue stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.content.form import informative
from app.content.types import AT_LEAST_TWO, PrintedAnswers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.content.issues import KeyPath
    from app.content.models import Catalogue
    from app.content.notices import HeadLine, LookAgain, NotCovered
    from app.content.ranking import KeptPlace
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


def options_of(catalogue: Catalogue, clause: Clause) -> Iterator[tuple[str, str]]:
    """Yield field and option of everything that a clause names; of `at_least_two`, all real options."""
    for name, options in clause.items():
        if name == AT_LEAST_TWO:
            fields = [catalogue.field[field] for field in options if field in catalogue.field]
            yield from ((each.id, option) for each in fields for option in informative(tuple(each.options)))
        else:
            yield from ((name, option) for option in options)


def rules_of(catalogue: Catalogue) -> Iterator[RulePlace]:
    """Yield every rule in the file. What worked people answer is no rule."""
    for index, step in enumerate(catalogue.steps):
        yield RulePlace(("steps", index, "when"), step.when)
    for index, question in enumerate(catalogue.questions):
        yield RulePlace(("questions", index, "when"), question.when)
        yield RulePlace(("questions", index, "lift"), question.lift)
        for number, wording in enumerate(question.wordings):
            yield RulePlace(("questions", index, "wordings", number, "when"), wording.when)
            if wording.about:
                yield RulePlace(("questions", index, "wordings", number, "about"), wording.about)
    for name, box in catalogue.boxes:
        yield RulePlace(("boxes", name, "when"), box.when)
    for part_id, part in catalogue.parts.items():
        yield RulePlace(("parts", part_id, "default"), part.default)
        yield RulePlace(("parts", part_id, "suggest"), part.suggest)
    for path, place in kept_places_of(catalogue):
        yield RulePlace((*path, "when"), place.when)
    yield from _of_the_paper(catalogue)


def _of_the_paper(catalogue: Catalogue) -> Iterator[RulePlace]:
    yield RulePlace(("paper", "decide_by"), catalogue.paper.decide_by)
    yield RulePlace(("paper", "both_languages"), catalogue.paper.both_languages)
    for index, version in enumerate(catalogue.warning_card.versions):
        yield RulePlace(("warning_card", "versions", index, "when"), version.when)
    entries: dict[str, Sequence[HeadLine | LookAgain | NotCovered]] = {
        "head": catalogue.head,
        "look_again": catalogue.look_again,
        "not_covered": catalogue.not_covered,
    }
    for key, listed in entries.items():
        for index, entry in enumerate(listed):
            yield RulePlace((key, index, "when"), entry.when)


def kept_places_of(catalogue: Catalogue) -> Iterator[tuple[KeyPath, KeptPlace]]:
    """Yield each place of `ranking`, of all stages, with its path."""
    for stage, ranking in catalogue.ranking.stages.items():
        for index, place in enumerate(ranking.kept):
            yield ("ranking", "stages", stage, "kept", index), place
    for index, place in enumerate(catalogue.ranking.first_of_all):
        yield ("ranking", "first_of_all", index), place
