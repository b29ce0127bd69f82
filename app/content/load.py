"""Loads questions.yaml: the one gate through which every catalogue passes before it is used."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pydantic import ValidationError

from app.content import yaml_file
from app.content.checks import find_faults, find_warnings
from app.content.issues import CatalogueError, LocatedIssue, in_file_order
from app.content.logo import read_logo
from app.content.model_errors import model_issues
from app.content.models import Catalogue
from app.content.placeholders import fill_placeholders
from app.content.translation import load as translation

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    from app.content.translation.load import Interface, Translation
    from app.content.yaml_file import YamlFile


@dataclass(frozen=True)
class LoadedCatalogue:
    """A catalogue that may be served, with the file it was read from and the bytes of its logo, if any.

    `translations` are the same in the other languages, by their codes, in the order of the file.
    """

    catalogue: Catalogue
    file: YamlFile
    logo: bytes | None
    translations: Mapping[str, Translation] = field(default_factory=dict)

    def warnings(self, today: dt.date) -> tuple[LocatedIssue, ...]:
        """What an editor should look at, in the order of the file. The catalogue may be served."""
        found = self.file.locate(find_warnings(self.catalogue, today))
        for each in self.translations.values():
            found += each.warnings(self.catalogue, today)
        return in_file_order(found)


def load(path: Path, *, all_languages: bool = False, interface: Interface | None = None) -> LoadedCatalogue:
    """Read a catalogue (YAML 1.2, UTF-8) and its translations, and run every check on each.

    A language that is not offered is left out, unless `all_languages` are asked for. An `interface` finds
    texts of the program that a translation lacks; the app shows those in the first language.

    Raises CatalogueError with all faults, each with its line and column, and OSError if a font is missing or
    damaged.
    """
    loaded = load_alone(path)
    return replace(loaded, translations=_translations(loaded, interface, every=all_languages))


def load_alone(path: Path) -> LoadedCatalogue:
    """Read a catalogue without its translations; raises what `load` does.

    The checks run once the shape is right, since before that there is nothing to refer to.
    """
    file = yaml_file.read(path)
    data = yaml_file.plain(file.tree)
    try:
        catalogue = Catalogue.model_validate(fill_placeholders(data))
    except ValidationError as error:
        raise CatalogueError(file.locate(model_issues(error))) from None
    if faults := find_faults(catalogue, path.parent):
        raise CatalogueError(file.locate(faults))
    logo = read_logo(path.parent, catalogue.clinic.theme.logo)
    return LoadedCatalogue(catalogue, file, logo)


def _translations(
    first: LoadedCatalogue, interface: Interface | None, *, every: bool
) -> dict[str, Translation]:
    """Load the languages that are offered, or every one. Raises CatalogueError with the faults of all."""
    made, faults, progress = {}, list[LocatedIssue](), list[str]()
    data = yaml_file.plain(first.file.tree)
    for language in (name for name, own in first.catalogue.languages.items() if own.offered or every):
        try:
            made[language] = translation.load(first.file, data, first.catalogue, language, interface)
            progress.append(made[language].progress_line)
        except CatalogueError as error:
            faults += error.issues
            progress += error.progress
    if faults:
        raise CatalogueError(faults, progress)
    return made
