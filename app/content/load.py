"""Loads questions.yaml: the one gate through which every catalogue passes before it is used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from app.content import yaml_file
from app.content.checks import find_faults, find_warnings
from app.content.issues import CatalogueError, LocatedIssue, in_file_order
from app.content.model_errors import model_issues
from app.content.models import Catalogue
from app.content.placeholders import fill_placeholders
from app.content.theme import read_logo

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from app.content.yaml_file import YamlFile


@dataclass(frozen=True)
class LoadedCatalogue:
    """A catalogue that may be served, with the file it was read from and the bytes of its logo, if any."""

    catalogue: Catalogue
    file: YamlFile
    logo: bytes | None

    def warnings(self, today: dt.date) -> tuple[LocatedIssue, ...]:
        """What an editor should look at, in the order of the file. The catalogue may be served."""
        return in_file_order(self.file.locate(find_warnings(self.catalogue, today)))


def load(path: Path) -> LoadedCatalogue:
    """Read a catalogue (YAML 1.2, UTF-8) and run every check.

    Raises CatalogueError with all faults, each with its line and column, and OSError if a font is missing or
    damaged. The checks run once the shape is right, since before that there is nothing to refer to.
    """
    file = yaml_file.read(path)
    try:
        catalogue = Catalogue.model_validate(fill_placeholders(yaml_file.plain(file.tree)))
    except ValidationError as error:
        raise CatalogueError(file.locate(model_issues(error))) from None
    if faults := find_faults(catalogue, path.parent):
        raise CatalogueError(file.locate(faults))
    return LoadedCatalogue(catalogue, file, read_logo(path.parent, catalogue.clinic.theme))
