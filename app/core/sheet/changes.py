"""What a change of answers did to a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.sheet.build import build_sheet

if TYPE_CHECKING:
    from app.core.answers import Answers
    from app.core.choices import Choices
    from app.core.free_text import FreeText
    from app.core.sheet.models import Sheet


@dataclass(frozen=True)
class ListChanges:
    """Names of the questions that came onto a sheet, and of those that left it."""

    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()


def list_changes(before: Answers, sheet: Sheet, choices: Choices, free_text: FreeText) -> ListChanges:
    """Compare a sheet with what it was for earlier answers.

    Both sides have the choices of today: what the person ticked or unticked is no news to them.
    """
    earlier = build_sheet(before, choices, free_text)
    return ListChanges(came=_only_in(sheet, earlier), went=_only_in(earlier, sheet))


def _only_in(one: Sheet, other: Sheet) -> tuple[str, ...]:
    there = {item.id for item in other.printed}
    return tuple(item.name for item in one.printed if item.id not in there)
