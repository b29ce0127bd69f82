"""The sheet after a visit: what is still open comes first, and what was answered leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.content.form import STAGE
from app.core.free_text import OWN_IDS

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from app.core.answers import OptionsByField
    from app.core.choices import Choices
    from app.core.free_text import FreeText
    from app.core.visits import Visit


@dataclass(frozen=True)
class NextSheet:
    """What the next sheet is made from. `left` are the questions that were answered and so leave."""

    answers: OptionsByField
    choices: Choices
    free_text: FreeText
    left: tuple[str, ...] = ()

    @classmethod
    def after(cls, visit: Visit, answers: OptionsByField, choices: Choices, free_text: FreeText) -> NextSheet:
        """Go on from the sheet that was taken along to a visit.

        Questions that earlier visits answered stay away, too, as long as they would be asked in the same way
        (app/core/answered.py). An own one is gone, and its place is free.
        """
        own = dict(zip(OWN_IDS, free_text.own, strict=False))
        # The place of an own question may hold another one by now.
        notes = {name: note for name, note in visit.notes.items() if own.get(name, "") == note.own}
        answered = tuple(name for name, note in notes.items() if note.state == "answered")
        kept = (name for name in choices.still_open if name not in OWN_IDS or own.get(name))
        earlier = [name for name in kept if name not in visit.notes]
        still_open = (*(name for name in notes if name not in answered), *earlier)
        heard = {**choices.answered, **dict.fromkeys(answered, visit.stage)}
        away = {name: stage for name, stage in heard.items() if name not in {*OWN_IDS, *still_open}}
        changes = ("added", "dropped", "starred", "order")
        changed = {name: _without(getattr(choices, name), answered) for name in changes}
        return cls(
            answers={**answers, STAGE: (visit.now,)} if visit.now else answers,
            choices=choices.model_copy(update={**changed, "answered": away, "still_open": still_open}),
            free_text=free_text.model_copy(
                update={
                    "own": tuple("" if name in answered else text for name, text in own.items()),
                    "visit_date": None,
                }
            ),
            left=answered,
        )


def _without(names: Iterable[str], gone: Container[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in gone)
