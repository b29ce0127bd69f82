"""A YAML file of an editor into a tree that knows its lines. Whatever it holds, the worst is a Fault."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer, ComposerError
from ruamel.yaml.constructor import ConstructorError, RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from app.content.issues import CatalogueError, Fault, Finding, Path

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path as File

LARGEST = 2_000_000  # bytes; the catalogue has about 140,000
ADVICE = {
    "\\t": "indent with spaces, not with the Tab key",
    "no such date": "write a date as 2027-01-31, and numbers that are names in quotation marks",
    "larger than": "is it the right file?",
    "cannot be read": "see its name and who may read it",
    "nested too deeply": "is it the right file?",
    "may not stand here": "take the character out",
    "duplicate key": "each key may stand only once in its place",
    "mapping values are not allowed": "put the text in quotation marks, since it holds a colon",
    "unexpected end of stream": "a quotation mark or a bracket is missing somewhere above",
    "another document": "the file may hold only one document: take out the line with ---",
    "quoted scalar": "a quotation mark is missing, or one too many is there",
    "expected <block end>": "see if this line and those above begin in the right column",
    "could not find expected ':'": "a colon is missing, or the line begins in the wrong column",
}


def read(path: File) -> Any:
    """Return the tree of a YAML 1.2 file in UTF-8, made by ruamel. Raises CatalogueError with one fault."""
    text = _text(path)
    try:
        return _reader().load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise _fault(path, line, column, error.problem) from None
    except ReaderError as error:
        line, column = _place(text[: int(error.position)])
        raise _fault(path, line, column, f"the character {error.character!r} may not stand here") from None
    except RecursionError:
        raise _fault(path, 1, 1, "is nested too deeply") from None
    except Exception as error:  # noqa: BLE001  whatever the file makes ruamel trip over
        raise _fault(path, 1, 1, f"is not YAML: {error}") from None


def located(path: File, tree: Any, findings: Iterable[Finding]) -> list[Fault]:
    """Return the findings as faults, each at the deepest value on its path that stands in the file."""
    return [
        Fault(path.name, *_position(tree, found.path), found.message, found.suggestion) for found in findings
    ]


def _text(path: File) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise _fault(path, 1, 1, f"cannot be read: {error.strerror}") from None
    if len(data) > LARGEST:
        raise _fault(path, 1, 1, f"is larger than {LARGEST:,} bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _place(data[: error.start].decode("utf-8", "replace"))
        raise _fault(path, line, column, "this character is not UTF-8; save the file as UTF-8") from None


def _place(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _fault(path: File, line: int, column: int, problem: object) -> CatalogueError:
    said = shorten(str(problem or "is not YAML"), 120, placeholder=" ...")
    said, _, told = said.partition("; ")
    advice = next(
        (words for sign, words in ADVICE.items() if sign in said), "see this line and the one above"
    )
    return CatalogueError([Fault(path.name, line, column, said, told or advice)])


class _NoAliases(Composer):
    """A text that stands in for others hides what patients read, and a few of them can fill a memory."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.parser.peek_event()
        if getattr(event, "anchor", None) is not None:
            raise ComposerError(None, None, "& and * are not used here; write the text out", event.start_mark)
        if getattr(event, "tag", None) is not None:
            raise ComposerError(
                None, None, "! is not used here; put texts in quotation marks", event.start_mark
            )
        return super().compose_node(parent, index)


class _Placed(RoundTripConstructor):
    """Says where a date or a number stands that does not exist."""

    def construct_object(self, node: Any, deep: bool = False) -> Any:  # noqa: FBT001, FBT002  ruamel's signature
        try:
            return super().construct_object(node, deep=deep)
        except ValueError as error:
            raise ConstructorError(None, None, f"no such date or number: {error}", node.start_mark) from None


def _reader() -> YAML:
    reader = YAML(typ="rt")
    reader.Composer, reader.Constructor = _NoAliases, _Placed
    return reader


def _position(tree: Any, path: Path) -> tuple[int, int]:
    """Line and column, from 1."""
    line, column = 0, 0
    for key in path:
        try:
            place = tree.lc.data[key]
            line, column = place[-2:]
            tree = tree[key]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
    return line + 1, column + 1
