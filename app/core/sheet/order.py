"""The order of a sheet: topics, the person's own moves, numbers and stars."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.content import CORE_TOPIC
from app.core.sheet.models import Group, Item

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.core.choices import Choices


def printed_stars(groups: Sequence[Group], choices: Choices) -> tuple[str, ...]:
    """Return the starred questions that are printed: more than MAX_STARS if one came back with an answer."""
    printed = {item.id for group in groups for item in group.items if _is_printed(item, choices)}
    return tuple(name for name in choices.starred if name in printed)


def _is_printed(item: Item, choices: Choices) -> bool:
    # A cookie may name a core question among the dropped ones; it is printed all the same.
    return item.topic == CORE_TOPIC or item.id not in choices.dropped


def numbered(groups: tuple[Group, ...], choices: Choices, stars: tuple[str, ...]) -> tuple[Group, ...]:
    count = 0
    result = []
    for group in groups:
        items = []
        for item in group.items:
            printed = _is_printed(item, choices)
            count += printed
            items.append(replace(item, number=count if printed else None, starred=item.id in stars))
        result.append(Group(group.topic, tuple(items)))
    return tuple(result)


def grouped(items: Sequence[Item]) -> tuple[Group, ...]:
    """Group items by topic: topics in the order of their first item, items in theirs."""
    topics = dict.fromkeys(item.topic for item in items)
    return tuple(Group(topic, tuple(i for i in items if i.topic == topic)) for topic in topics)


def in_order(items: Sequence[Item], order: tuple[str, ...]) -> list[Item]:
    """Sort the items by the person's own order; items that it does not name follow, in theirs."""
    place = {name: index for index, name in enumerate(order)}
    return sorted(items, key=lambda item: place.get(item.id, len(place)))
