from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from app.catalogue.checks import check
from app.catalogue.faults import CatalogueError, Fault, Path
from app.catalogue.models import Catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path as File


def load(path: File) -> Catalogue:
    """Read a catalogue file (YAML 1.2, UTF-8).

    Raises CatalogueError with every fault found, each with its line and column. References and wording
    are checked once the shape is right, since before that there is nothing to refer to.
    """
    tree = _read(path)
    plain = _plain(tree, _emergency_number(tree))
    try:
        catalogue = Catalogue.model_validate(plain)
    except ValidationError as error:
        raise CatalogueError(_located(path, tree, _shape_faults(error))) from None
    faults = _located(path, tree, check(catalogue))
    if faults:
        raise CatalogueError(faults)
    return catalogue


def _read(path: File) -> Any:
    try:
        return YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    except MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise CatalogueError([Fault(path.name, line, column, _one_line(error.problem))]) from None
    except OSError as error:
        raise CatalogueError([Fault(path.name, 1, 1, f"cannot be read: {error.strerror}")]) from None
    except (UnicodeDecodeError, YAMLError) as error:
        raise CatalogueError([Fault(path.name, 1, 1, f"is not YAML in UTF-8: {_one_line(error)}")]) from None


def _one_line(problem: object) -> str:
    return shorten(str(problem or "is not YAML"), 120, placeholder=" ...")


def _emergency_number(tree: Any) -> str:
    clinic = tree.get("clinic") if isinstance(tree, CommentedMap) else None
    return str(clinic.get("emergency_number", "")) if isinstance(clinic, CommentedMap) else ""


def _plain(node: Any, number: str) -> Any:
    """Plain dicts, lists and strings without ruamel's positions, the emergency number filled in."""
    if isinstance(node, CommentedMap):
        return {key: _plain(value, number) for key, value in node.items()}
    if isinstance(node, CommentedSeq):
        return [_plain(value, number) for value in node]
    return node.replace("{emergency_number}", number) if isinstance(node, str) else node


def _shape_faults(error: ValidationError) -> Iterable[tuple[Path, str]]:
    """Pydantic's errors in an editor's words; a wrong value is quoted when it is short."""
    words = {"extra_forbidden": "is not a key that is known here", "missing": "is missing"}
    for item in error.errors():
        path, value = item["loc"], item["input"]
        message = item["msg"].removeprefix("Value error, ")
        if item["type"] in words:
            message = f"'{path[-1]}' {words[item['type']]}"
        elif isinstance(value, str | int | float):
            message = f"{message} (here: {str(value)[:40]!r})"
        yield path, message


def _located(path: File, tree: Any, faults: Iterable[tuple[Path, str]]) -> list[Fault]:
    return [Fault(path.name, *_position(tree, where), message) for where, message in faults]


def _position(tree: Any, path: Path) -> tuple[int, int]:
    """Line and column, from 1, of the deepest value on the path that stands in the file."""
    line, column = 0, 0
    for key in path:
        try:
            place = tree.lc.data[key]
            line, column = place[-2:]
            tree = tree[key]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
    return line + 1, column + 1
