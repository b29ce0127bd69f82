"""How much room there is for notes of visits: in the cookies, and in a saved sheet that is opened again."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from app.core.saved import MOST_NOTED
from app.core.visits import MAX_HEARD_LENGTH, with_short_notes
from app.web.cookie_contents import Visits
from app.web.service import service

if TYPE_CHECKING:
    from app.core.visits import Visit

ROOM_LEFT: Final = 1.1  # of notes that are cut: a few words may follow


def size_of(visits: tuple[Visit, ...]) -> int:
    """Return how many bytes these notes have in a saved sheet."""
    return len(Visits(visits=visits).model_dump_json().encode())


def room_for(visits: tuple[Visit, ...]) -> float:
    """Return the share of these notes that there is room for: 1 or more if all fit.

    It is the same for notes that are stored and for those of a file. It does not depend on the rest of the
    sheet, which may grow meanwhile: whatever is opened can be written on.
    """
    return min(service().sessions.room_for(visits), MOST_NOTED / size_of(visits))


def as_much_as_fits(visits: tuple[Visit, ...]) -> tuple[Visit, ...]:
    """Return as many of the latest visits as there is room for; if even the last has none, it is cut."""
    starts = range(len(visits))
    whole = next((visits[at:] for at in starts if room_for(visits[at:]) >= 1), ())
    return whole or _cut(visits[-1:])


def _cut(visits: tuple[Visit, ...]) -> tuple[Visit, ...]:
    """Return visits with texts as long as there is room for; none if there is no room without any text."""

    def short(longest: int) -> tuple[Visit, ...]:
        return tuple(with_short_notes(visit, longest) for visit in visits)

    lengths = range(MAX_HEARD_LENGTH + 1)
    fitting = bisect_left(lengths, 1, key=lambda longest: room_for(short(longest)) < ROOM_LEFT)
    return short(fitting - 1) if fitting else ()
