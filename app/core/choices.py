"""What a person changed on their sheet: ids only. Ids that no catalogue knows are kept and do nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

MOST_STARS = 3


class Choices(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    dropped: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    starred: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    paper: Literal["letter", "a4"] | None = None
    size: Literal["standard", "large", "giant"] = "standard"
    parts: tuple[str, ...] | None = None


def with_ticks(
    choices: Choices, chosen: Collection[str], shown: Sequence[str], ticked: Collection[str]
) -> Choices:
    """Read the ticks of one page: `chosen` are on the sheet by rule, `shown` stood on that page.

    What another tab listed and this page did not show stays as it was, and so does what was unticked or
    added while the list had another length.
    """
    off = [name for name in shown if name not in ticked]
    gone = [name for name in off if name in chosen and name not in choices.dropped]
    new = [name for name in shown if name in ticked and name not in {*chosen, *choices.added}]
    return choices.model_copy(
        update={
            "dropped": (*(name for name in choices.dropped if name not in ticked), *gone),
            "added": (*(name for name in choices.added if name not in off), *new),
        }
    )


def with_stars(choices: Choices, shown: Sequence[str], starred: Collection[str]) -> Choices:
    """Read the stars of one page; an earlier star keeps its place before a new one."""
    kept = [name for name in choices.starred if name not in shown or name in starred]
    new = [name for name in shown if name in starred and name not in kept]
    return choices.model_copy(update={"starred": (*kept, *new)})


def moved(groups: Sequence[Sequence[str]], name: str, *, up: bool) -> tuple[str, ...]:
    """Move one question a place up or down and return the new order of all.

    Within its topic it changes places with its neighbor; at the edge of its topic the whole topic moves,
    so that a topic never stands on the paper twice.
    """
    order = [list(group) for group in groups]
    home = next((group for group in order if name in group), None)
    if home is not None:
        step = -1 if up else 1
        if not _swap(home, home.index(name), step):
            _swap(order, order.index(home), step)
    return tuple(question for group in order for question in group)


def _swap(items: list[Any], at: int, step: int) -> bool:
    if not 0 <= at + step < len(items):
        return False
    items[at], items[at + step] = items[at + step], items[at]
    return True
