"""What tells visits apart: the number of one is that of another as soon as one is taken out."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from app.web.cookie_contents import Visits
from app.web.session import session

if TYPE_CHECKING:
    from app.core.visits import Visit


def mark_of(visits: tuple[Visit, ...]) -> str:
    """Return what changes with any of these visits; with the token in it, it says nothing of them."""
    known = f"{session().token}{Visits(visits=visits).model_dump_json()}"
    return hashlib.sha256(known.encode()).hexdigest()[:12]


def earlier_visits() -> dict[str, tuple[int, Visit]]:
    """Return the finished visits with their numbers, by what an address calls them.

    It changes with any of them: a page from before is no reason to take out another one.
    """
    visits = session().visits
    mark = mark_of(tuple(each for each in visits if each.finished))
    return {f"{number}-{mark}": (number, each) for number, each in enumerate(visits, 1) if each.finished}
