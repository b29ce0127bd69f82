"""What a person changed on their sheet, and what came of it at visits, as ids.

Unknown ids are kept, without effect.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import pydantic

from app.content.types import SIZES, FrozenModel, Paper, Size

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

MAX_STARS = 3
MAX_CODE_LENGTH = 16  # of a language


def _by_id(answered: object) -> object:
    """Take a list of ids as well: cookies and saved sheets had it."""
    return dict.fromkeys(answered, "") if isinstance(answered, list | tuple) else answered


class Choices(FrozenModel):
    """Changes by hand. `answered` stay off the list after a visit, `still_open` come first on it.

    `answered` has the stage of the visit by id; it is "" where only the ids were kept.
    `second_language` is the code of a language that the paper is in as well, "" for none, None for the usual
    one.
    """

    dropped: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    starred: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    paper: Paper | None = None
    size: Size = SIZES[0]
    parts: tuple[str, ...] | None = None
    second_language: Annotated[str, pydantic.Field(max_length=MAX_CODE_LENGTH)] | None = None
    answered: Annotated[dict[str, str], pydantic.BeforeValidator(_by_id)] = pydantic.Field(
        default_factory=dict
    )
    still_open: tuple[str, ...] = ()


def with_ticks(
    choices: Choices, chosen: Collection[str], shown: Sequence[str], ticked: Collection[str]
) -> Choices:
    """Apply one page's checkboxes. `chosen`: ids selected by rules; `shown`: ids the page listed.

    Questions that the page did not list keep their state: another tab, or another length of the list, may
    have changed them.
    """
    off = [name for name in shown if name not in ticked]
    # Only a question that a rule chose can be dropped; an added one is just not added any more.
    gone = [name for name in off if name in chosen and name not in choices.dropped]
    new = [name for name in shown if name in ticked and name not in {*chosen, *choices.added}]
    return choices.model_copy(
        update={
            "dropped": (*(name for name in choices.dropped if name not in ticked), *gone),
            "added": (*(name for name in choices.added if name not in off), *new),
        }
    )


def with_stars(choices: Choices, shown: Sequence[str], starred: Collection[str]) -> Choices:
    """Apply one page's stars. An earlier star keeps its place before a new one."""
    kept = [name for name in choices.starred if name not in shown or name in starred]
    new = [name for name in shown if name in starred and name not in kept]
    return choices.model_copy(update={"starred": (*kept, *new)})


def without(choices: Choices, names: Collection[str]) -> Choices:
    """Forget ticks, stars and visits of questions: an own question is gone, and another may take its id."""
    left = {
        field: tuple(name for name in getattr(choices, field) if name not in names)
        for field in ("dropped", "starred", "still_open")
    }
    return choices.model_copy(update=left)


def moved(groups: Sequence[Sequence[str]], name: str, *, up: bool, fixed: int = 0) -> tuple[str, ...]:
    """Move one question a place up or down and return the new order of all.

    It swaps with its neighbor in its topic. At the edge of its topic the whole topic moves, so that no
    topic is printed twice; the first `fixed` groups keep their place.
    """
    order = [list(group) for group in groups]
    home = next((group for group in order if name in group), None)
    if home is not None:
        step = -1 if up else 1
        at = order.index(home)
        if not _swap(home, home.index(name), step) and min(at, at + step) >= fixed:
            _swap(order, at, step)
    return tuple(question for group in order for question in group)


def _swap(items: list[Any], at: int, step: int) -> bool:
    if not 0 <= at + step < len(items):
        return False
    items[at], items[at + step] = items[at + step], items[at]
    return True
