from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from app.content.issues import Issue

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.content.issues import KeyPath

MAX_NAMED = 8


def unknown(path: KeyPath, kind: str, name: str, known: Collection[str], of: str = "") -> Issue:
    """Return the issue that a name does not exist, with the closest name that does, or some of them."""
    close = get_close_matches(name, known, n=1)
    some = ", ".join(sorted(known)[:MAX_NAMED]) + (" ..." if len(known) > MAX_NAMED else "")
    advice = f"did you mean '{close[0]}'?" if close else f"there are {some}" if known else "there is none"
    return Issue(path, f"unknown {kind} '{name}'{of}", advice)
