from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from app.content.checks import check
from app.content.checks.warnings import warnings
from app.content.checks.wording import texts
from app.content.issues import CatalogueError, Fault, Finding
from app.content.model_errors import shape_faults
from app.content.models import Catalogue
from app.content.theme import logo_of
from app.content.yaml_file import located, read

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path as File


@dataclass(frozen=True)
class Read:
    """A catalogue with the file it stands in."""

    catalogue: Catalogue
    path: File
    tree: Any

    def unprintable(self, by: Callable[[str], str]) -> list[Fault]:
        """Texts with characters that no font can print; `by` returns those of a text."""
        odd = ((path, by(text)) for path, text, _ in texts(self.catalogue.model_dump()))
        do = "write it in other letters, or add a font"
        found = [Finding(path, f"no font here can print {chars}", do) for path, chars in odd if chars]
        return sorted(located(self.path, self.tree, found))

    def warnings(self, today: dt.date) -> list[Fault]:
        """What an editor should look at, in the order of the file; none of it keeps the app from starting."""
        return sorted(located(self.path, self.tree, warnings(self.catalogue, today)))


def load(path: File) -> Catalogue:
    """Read a catalogue file (YAML 1.2, UTF-8); see `load_with_places` for what it raises."""
    return load_with_places(path).catalogue


def load_with_places(path: File) -> Read:
    """Read a catalogue file and keep where everything stands.

    Raises CatalogueError with every fault found, each with its line and column. References and wording
    are checked once the shape is right, since before that there is nothing to refer to.
    """
    tree = read(path)
    try:
        plain = _plain(tree, _emergency_number(tree))
        catalogue = Catalogue.model_validate(plain)
    except ValidationError as error:
        raise CatalogueError(located(path, tree, shape_faults(error))) from None
    faults = located(path, tree, [*check(catalogue), *_logo_faults(path, catalogue)])
    if faults:
        raise CatalogueError(faults)
    return Read(catalogue, path, tree)


def _logo_faults(path: File, catalogue: Catalogue) -> list[Finding]:
    try:
        logo_of(path, catalogue.clinic.theme)
    except OSError as error:
        problem = f"the logo cannot be read: {error.strerror}"
    except ValueError as error:
        problem = str(error)
    else:
        return []
    return [Finding(("clinic", "theme", "logo"), problem, "put the picture beside this file")]


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
