"""How far a translation is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.content.translation.entry import Entry


@dataclass(frozen=True)
class Progress:
    """How many texts there are; of these, how many have a translation, one that is out of date, or none."""

    texts: int
    done: int
    stale: int
    missing: int

    @classmethod
    def of(cls, entries: Collection[Entry]) -> Progress:
        done = sum(entry.is_done for entry in entries)
        missing = sum(not entry.is_begun for entry in entries)
        return cls(len(entries), done, len(entries) - done - missing, missing)

    def __str__(self) -> str:
        return f"{self.texts} texts, {self.done} done, {self.stale} out of date, {self.missing} missing"
