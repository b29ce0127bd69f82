"""Reads a YAML file and remembers where each value stands. Whatever is wrong with it is a CatalogueError."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.scalarstring import FoldedScalarString, LiteralScalarString

from app.content.issues import CatalogueError, Issue, KeyPath, LocatedIssue
from app.content.yaml_characters import character_issues
from app.content.yaml_parser import parse

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MAX_BYTES = 2_000_000  # the catalogue has about 140,000
# Advice by a phrase of the parser's message; the first phrase found wins.
SYNTAX_ADVICE = {
    "no such date": "write a date as 2027-01-31, and numbers that are names in quotation marks",
    "larger than": "is it the right file?",
    "cannot be read": "see its name and who may read it",
    "nested too deeply": "is it the right file?",
    "duplicate key": "each key may stand only once in its place",
    "mapping values are not allowed": "put the text in quotation marks, since it holds a colon",
    "end of stream": "a quotation mark is missing somewhere above",
    "<stream end>": "a bracket is missing somewhere above",
    "another document": "the file may hold only one document: take out the line with ---",
    "quoted scalar": "a quotation mark is missing, or one too many is there",
    "expected <block end>": "see if this line and those above begin in the right column",
    "could not find expected ':'": "a colon is missing, or the line begins in the wrong column",
}


@dataclass(frozen=True)
class YamlFile:
    """A parsed file. `tree` is ruamel's, which knows the line of every key; `sha256` is in hexadecimal."""

    path: Path
    tree: Any
    sha256: str

    def locate(self, issues: Iterable[Issue]) -> list[LocatedIssue]:
        """Place each issue at the deepest value on its path that stands in the file."""
        return [LocatedIssue(self.path.name, *_position(self.tree, issue.path), issue) for issue in issues]


def read(path: Path) -> YamlFile:
    """Read a YAML 1.2 file in UTF-8.

    Raises CatalogueError with one issue, or with one for each line that has a character it may not have.
    """
    data = _read_bytes(path)
    text = _decode(path, data)
    if odd := [LocatedIssue(path.name, *found) for found in character_issues(text)]:
        raise CatalogueError(odd)
    return YamlFile(path, _parse(path, text), hashlib.sha256(data).hexdigest())


def plain(tree: Any) -> Any:
    """Return dicts, lists and texts without ruamel's positions and comments, which no model should keep."""
    if isinstance(tree, CommentedMap):
        return {key: plain(value) for key, value in tree.items()}
    if isinstance(tree, CommentedSeq):
        return [plain(value) for value in tree]
    # A text behind > or | ends with a line break, which is none of its own.
    return tree.rstrip("\n") if isinstance(tree, FoldedScalarString | LiteralScalarString) else tree


def _read_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _syntax_error(path, 1, 1, f"cannot be read: {error.strerror}") from None
    if len(data) > MAX_BYTES:
        raise _syntax_error(path, 1, 1, f"is larger than {MAX_BYTES:,} bytes")
    return data


def _decode(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _end_of(data[: error.start].decode("utf-8", "replace"))
        raise _syntax_error(
            path, line, column, "this character is not UTF-8; save the file as UTF-8"
        ) from None


def _parse(path: Path, text: str) -> Any:
    try:
        return parse(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise _syntax_error(path, line, column, error.problem) from None
    except RecursionError:
        raise _syntax_error(path, 1, 1, "is nested too deeply") from None
    except Exception as error:  # noqa: BLE001  ruamel raises many kinds for a damaged file
        raise _syntax_error(path, 1, 1, f"is not YAML: {error}") from None


def _end_of(text: str) -> tuple[int, int]:
    """Return line and column, from 1, of what follows a text."""
    return text.count("\n") + 1, len(text) - (text.rfind("\n") + 1) + 1


def _syntax_error(path: Path, line: int, column: int, problem: object) -> CatalogueError:
    message, _, suggestion = shorten(str(problem or "is not YAML"), 120, placeholder=" ...").partition("; ")
    advice = next(
        (advice for phrase, advice in SYNTAX_ADVICE.items() if phrase in message),
        "see this line and the one above",
    )
    return CatalogueError([LocatedIssue(path.name, line, column, Issue((), message, suggestion or advice))])


def _position(tree: Any, path: KeyPath) -> tuple[int, int]:
    """Return line and column, from 1."""
    line, column = 0, 0
    for key in path:
        try:
            place = tree.lc.data[key]
            line, column = place[-2:]
            tree = tree[key]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
    return line + 1, column + 1
