from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

Path = tuple[str | int, ...]


class Finding(NamedTuple):
    """What a check sees: where in the catalogue, what is the matter, and what to do about it."""

    path: Path
    message: str
    suggestion: str = ""

    @property
    def words(self) -> str:
        """What is the matter, and what to do, in one line."""
        return "; ".join(filter(None, (self.message, self.suggestion)))


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in a catalogue file. Lines and columns count from 1."""

    file: str
    line: int
    column: int
    message: str
    suggestion: str = ""

    def __str__(self) -> str:
        said = Finding((), self.message, self.suggestion).words
        return f"{self.file}:{self.line}:{self.column}: {said}"


class CatalogueError(Exception):
    """A catalogue that may not be served; `faults` lists why, in the order of the file."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(map(str, self.faults)))
