"""What tells visits apart: the number of one is that of another as soon as one is taken out."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from app.web.session import session
from app.web.session_data import Visits

if TYPE_CHECKING:
    from app.core.visits import Visit


def mark_of(visits: tuple[Visit, ...]) -> str:
    """Return what changes with any of these visits; with the token in it, it says nothing of them."""
    known = f"{session().token}{Visits(visits=visits).model_dump_json()}"
    return hashlib.sha256(known.encode()).hexdigest()[:12]
