"""What checks report, and the error that carries it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

KeyPath = tuple[str | int, ...]
"""Keys and indexes that lead from the root of a YAML document to one value."""


class Issue(NamedTuple):
    """One problem: where in the catalogue, what it is, and what to do about it."""

    path: KeyPath
    message: str
    suggestion: str = ""

    def __str__(self) -> str:
        return "; ".join(filter(None, (self.message, self.suggestion)))


@dataclass(frozen=True)
class LocatedIssue:
    """An issue with its place in a file. Lines and columns count from 1."""

    file: str
    line: int
    column: int
    issue: Issue

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.issue}"

    def as_dict(self) -> dict[str, str | int]:
        """Return it flat, as `flask catalogue check --json` prints it."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "message": self.issue.message,
            "suggestion": self.issue.suggestion,
        }


def in_file_order(issues: Iterable[LocatedIssue]) -> tuple[LocatedIssue, ...]:
    """Sort issues, each line once: a text for both voices stands in the file once, and is checked in both."""
    lines = {str(found): found for found in issues}.values()
    return tuple(sorted(lines, key=lambda found: (found.file, found.line, found.column, str(found.issue))))


class CatalogueError(Exception):
    """The catalogue may not be served; `issues` lists why, in the order of the file.

    `progress` has a line for each language that was read, if the catalogue itself has no fault.
    """

    def __init__(self, issues: Iterable[LocatedIssue], progress: Iterable[str] = ()) -> None:
        self.issues, self.progress = in_file_order(issues), tuple(progress)
        super().__init__("\n".join(map(str, self.issues)))
