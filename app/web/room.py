"""How much room there is for notes of visits: in the cookies, and in a saved sheet that is opened again."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from app.core.saved import MOST_NOTED, MOST_OPENED
from app.core.visits import MAX_HEARD_LENGTH, with_short_notes
from app.web.service import service
from app.web.session import saved_sheet

if TYPE_CHECKING:
    from app.core.visits import Visit

ROOM_LEFT: Final = 1.1  # of notes that are cut: a few words may follow


def room_for(visits: tuple[Visit, ...], most: int = MOST_NOTED) -> float:
    """Return the share of these notes that there is room for: 1 or more if all fit.

    `most` is how many bytes a saved sheet may have.
    """
    return min(service().sessions.room_for(visits), most / len(saved_sheet(visits).to_json()))


def as_much_as_fits(visits: tuple[Visit, ...]) -> tuple[Visit, ...]:
    """Return as many of the latest visits as there is room for; if even the last has none, it is cut."""
    starts = range(len(visits))
    whole = next((visits[at:] for at in starts if room_for(visits[at:], MOST_OPENED) >= 1), ())
    return whole or _cut(visits[-1:])


def _cut(visits: tuple[Visit, ...]) -> tuple[Visit, ...]:
    """Return visits with texts as long as there is room for; none if there is no room without any text."""

    def short(longest: int) -> tuple[Visit, ...]:
        return tuple(with_short_notes(visit, longest) for visit in visits)

    lengths = range(MAX_HEARD_LENGTH + 1)
    fitting = bisect_left(lengths, 1, key=lambda longest: room_for(short(longest)) < ROOM_LEFT)
    return short(fitting - 1) if fitting else ()
