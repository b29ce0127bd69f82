"""What is not on a sheet and may be added to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.reasons import ADDED
from app.core.sheet.order import grouped
from app.core.sheet.wording import ItemBuilder

if TYPE_CHECKING:
    from app.core.sheet.models import Group, Item, Sheet


@dataclass(frozen=True)
class AvailableQuestions:
    """Every question that a person may add: by topic, and the sensitive ones separately."""

    groups: tuple[Group, ...]
    sensitive: tuple[Item, ...]


def available_questions(sheet: Sheet) -> AvailableQuestions:
    """Return what may be added to a sheet; sensitive questions not if the person said `not now`."""
    builder = ItemBuilder(sheet.answers)
    on_sheet = {item.id for group in sheet.groups for item in group.items}
    free = [each for each in sheet.catalogue.questions if each.id not in on_sheet and builder.can_add(each)]
    return AvailableQuestions(
        grouped([builder.item(question, ADDED) for question in free if not question.sensitive]),
        tuple(builder.item(question, ADDED) for question in free if question.sensitive),
    )
