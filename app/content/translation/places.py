"""Where an issue of a translated catalogue is mended: the line of a .po file, or of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.content.voices import VOICES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.content.issues import Issue, KeyPath, LocatedIssue
    from app.content.translation.po_file import PoFile
    from app.content.yaml_file import YamlFile

REVIEWED_BY = ("review", "reviewed_by")


@dataclass(frozen=True)
class Places:
    """The line of each text by its path in the catalogue; 0 for one in the first language."""

    content: PoFile
    questions: YamlFile
    language: str
    lines: Mapping[KeyPath, int]

    def locate(self, issues: Iterable[Issue]) -> Iterator[LocatedIssue]:
        """Place the issues; one of a text in the first language is none of the translation."""
        for issue in issues:
            if issue.path[: len(REVIEWED_BY)] == REVIEWED_BY:
                own = issue._replace(path=("languages", self.language, *issue.path[1:]))
                yield from self.questions.locate([own])
            elif line := self.line(issue.path):
                yield self.content.locate(line, issue)

    @property
    def has_all_terms(self) -> bool:
        """Whether the name of each word that is explained stands in the language."""
        return all(line for path, line in self.lines.items() if path[0] == "words" and path[-1] == "term")

    def line(self, path: KeyPath) -> int:
        """Return the line of the text at a path, or of the first text below the nearest place above it.

        0 if one of these texts stands in the first language.
        """
        # A text for both voices stands in the file once, and is checked in both.
        places = [path, tuple(key for key in path if key not in VOICES)]
        places += [path[:length] for length in reversed(range(len(path)))]
        return min(next(filter(None, map(self._below, places)), [1]))

    def _below(self, path: KeyPath) -> list[int]:
        if path in self.lines:
            return [self.lines[path]]
        return [line for each, line in self.lines.items() if each[: len(path)] == path]
