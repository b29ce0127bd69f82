from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.content.card import SignGroup, WarningCard


def first_version_with(card: WarningCard, group: SignGroup) -> int:
    """Return the first version of the card, from 1, that has exactly these signs under this heading."""
    return next(
        number
        for number, version in enumerate(card.versions, 1)
        if any(group in level.groups for level in version.levels)
    )
