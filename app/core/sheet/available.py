"""What is not on a sheet and may be added to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.reasons import ADDED
from app.core.sheet.order import grouped
from app.core.sheet.wording import Addable

if TYPE_CHECKING:
    from app.core.answers import Answers
    from app.core.choices import Choices
    from app.core.sheet.items import Group, Item
    from app.core.sheet.models import Sheet


@dataclass(frozen=True)
class AvailableQuestions:
    """Every question that a person may add: by topic, and the sensitive ones separately."""

    groups: tuple[Group, ...]
    sensitive: tuple[Item, ...]


def available_questions(sheet: Sheet) -> AvailableQuestions:
    """Return what may be added to a sheet; sensitive questions not if the person said `not now`."""
    addable = Addable(sheet.answers, sheet.selection.answered)
    on_sheet = {item.id for group in sheet.groups for item in group.items}
    others = (question for question in addable.questions if question.id not in on_sheet)
    free = [item for question in others if (item := addable.item(question, ADDED))]
    return AvailableQuestions(
        grouped([item for item in free if not item.is_sensitive]),
        tuple(item for item in free if item.is_sensitive),
    )


def count_available(sheet: Sheet) -> int:
    """Return how many questions `available_questions` has."""
    addable = Addable(sheet.answers, sheet.selection.answered)
    on_sheet = {item.id for group in sheet.groups for item in group.items}
    fit = {chosen.id for chosen in sheet.selection.fit}  # a wording was found for these
    others = (question for question in addable.questions if question.id not in on_sheet)
    free = [question for question in others if not addable.is_held_back(question)]
    return sum([question.id in fit or addable.wording(question) is not None for question in free])


def no_longer_asked(answers: Answers, choices: Choices) -> tuple[str, ...]:
    """Return the names of questions that are not asked at this moment, though the person wants them.

    They added or starred them, or a visit left them open.
    """
    addable, known = Addable(answers), answers.catalogue.question
    chosen = dict.fromkeys((*choices.added, *choices.starred, *choices.still_open))
    return tuple(known[name].name for name in chosen if name in known and not addable.wording(known[name]))


def crowded_out(sheet: Sheet, choices: Choices) -> tuple[str, ...]:
    """Return the names of questions that a visit left open and that are asked now, but not on the list."""
    addable, known = Addable(sheet.answers, sheet.selection.answered), sheet.catalogue.question
    on_sheet = {item.id for group in sheet.groups for item in group.items}
    left = (known[name] for name in choices.still_open if name in known and name not in on_sheet)
    return tuple(question.name for question in left if addable.item(question, ADDED))
