"""The order of a sheet: topics, the person's own moves, numbers and stars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.content import CORE_TOPIC, FIRST_OF_ALL, OWN_TOPIC, STILL_OPEN
from app.core.choices import moved
from app.core.ranking import kept_of
from app.core.sheet.items import Group, Item

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from app.core.answers import Answers
    from app.core.choices import Choices
    from app.core.sheet.models import Sheet


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
            items.append(item._replace(number=count if printed else None, starred=item.id in stars))
        result.append(Group(group.topic, tuple(items)))
    return tuple(result)


def grouped(items: Sequence[Item]) -> tuple[Group, ...]:
    """Group items by heading: headings in the order of their first item, items in theirs."""
    headings = dict.fromkeys(item.heading for item in items)
    return tuple(Group(heading, tuple(i for i in items if i.heading == heading)) for heading in headings)


def as_printed(
    answers: Answers, items: Sequence[Item], kept: Collection[str], still_open: Sequence[str]
) -> list[Item]:
    """Sort items into the order of the paper: what a visit left open, what comes first of all, then topics.

    `print_order` is the order of the topics. In a topic the questions with a kept place come first, in the
    order of their places; the others stay.
    """
    ranking = answers.catalogue.ranking
    first = [place.question for place in ranking.first_of_all if answers.fit(place.when)]
    topics = ranking.print_order.get(answers.stage) or ranking.print_order[answers.moment]
    headings = [STILL_OPEN, FIRST_OF_ALL, *topics, OWN_TOPIC]
    places = [*still_open, *(name for name in kept_of(answers) if name in kept)]
    under = [
        item if (heading := _heading(item, first)) == item.heading else item._replace(heading=heading)
        for item in items
    ]
    return sorted(
        under,
        key=lambda item: (
            headings.index(item.heading),
            item.heading == FIRST_OF_ALL and _place(item, first),
            _place(item, places),
        ),
    )


def _heading(item: Item, first: Collection[str]) -> str:
    if item.still_open:
        return STILL_OPEN
    return FIRST_OF_ALL if item.id in first else item.heading


def in_order(items: Sequence[Item], order: Sequence[str]) -> list[Item]:
    """Sort the items by the person's own order; items that it does not name follow, in theirs.

    What is still open or comes first of all stays in front: an order may be from an earlier stage, where
    other questions were the first.
    """
    front = [STILL_OPEN, FIRST_OF_ALL]
    rank = {heading: place - len(front) for place, heading in enumerate(front)}
    return sorted(items, key=lambda item: (rank.get(item.heading, 0), _place(item, order)))


def _place(item: Item, order: Sequence[str]) -> int:
    return order.index(item.id) if item.id in order else len(order)


def order_after_move(sheet: Sheet, name: str, *, up: bool) -> tuple[str, ...] | None:
    """Return the order of a list with one question moved; None if it is not there, or of the core."""
    groups = [group for group in sheet.groups if group.topic != CORE_TOPIC]
    ids = [[item.id for item in group.items] for group in groups]
    if not any(name in group for group in ids):
        return None
    return moved(ids, name, up=up, fixed=sum(group.keeps_place for group in groups))
