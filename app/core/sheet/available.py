"""What is not on a sheet and may be added to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.reasons import ADDED
from app.core.sheet.order import grouped
from app.core.sheet.wording import Writer

if TYPE_CHECKING:
    from app.core.sheet.models import Group, Item, Sheet


@dataclass(frozen=True)
class Others:
    """Every question a person may add: by topic, and the sensitive ones apart."""

    groups: tuple[Group, ...]
    sensitive: tuple[Item, ...]


def others(sheet: Sheet) -> Others:
    """Return what may be added to a sheet; sensitive questions not if the person said `not now`."""
    writer = Writer(sheet.catalogue, sheet.said, sheet.answers)
    on = {item.id for group in sheet.groups for item in group.items}
    free = [each for each in sheet.catalogue.questions if each.id not in on and writer.may_have(each)]
    return Others(
        grouped([writer.item(question, ADDED) for question in free if not question.sensitive]),
        tuple(writer.item(question, ADDED) for question in free if question.sensitive),
    )
