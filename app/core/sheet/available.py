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
    addable = Addable(sheet.answers)
    on_sheet = {item.id for group in sheet.groups for item in group.items}
    others = (question for question in sheet.catalogue.questions if question.id not in on_sheet)
    free = [item for question in others if (item := addable.item(question, ADDED))]
    return AvailableQuestions(
        grouped([item for item in free if not item.is_sensitive]),
        tuple(item for item in free if item.is_sensitive),
    )


def no_longer_asked(answers: Answers, choices: Choices) -> tuple[str, ...]:
    """Return the names of questions that a person added or starred and that are not asked at this moment."""
    addable, known = Addable(answers), answers.catalogue.question
    chosen = dict.fromkeys((*choices.added, *choices.starred))
    return tuple(known[name].name for name in chosen if name in known and not addable.wording(known[name]))
