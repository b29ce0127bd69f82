"""Loads a catalogue in another language, through the same checks as the first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from app.content.checks import find_faults, find_warnings
from app.content.issues import CatalogueError
from app.content.model_errors import model_issues
from app.content.models import Catalogue
from app.content.placeholders import fill_placeholders
from app.content.translation import po_file
from app.content.translation.findings import doubtful, missing, no_longer_there, unshown, without_texts
from app.content.translation.folder import content_file, messages_file, plural_forms
from app.content.translation.gettext import gettext_of
from app.content.translation.places import Places
from app.content.translation.progress import Progress
from app.content.translation.template import template
from app.content.translation.translated import in_first_language, translated
from app.content.translation.update import updated

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from babel.support import Translations

    from app.content.issues import LocatedIssue
    from app.content.languages import OtherLanguage
    from app.content.translation.entry import Entry
    from app.content.yaml_file import YamlFile

    Interface = Callable[[int], tuple[Entry, ...]]
    """Makes the entries of all texts of the program, with as many plural forms as a language has."""


@dataclass(frozen=True)
class Translation:
    """A catalogue in another language that may be served, and the texts of the program in it.

    `in_first_language` are texts, as they are printed, that a draft has no translation of.
    """

    language: str
    catalogue: Catalogue
    texts: Translations
    in_first_language: frozenset[str]
    progress_line: str
    doubtful: tuple[LocatedIssue, ...]
    places: Places

    def warnings(self, first: Catalogue, today: dt.date) -> Iterator[LocatedIssue]:
        """What to look at in the translation; not what the first language is warned of as well."""
        known = set(find_warnings(first, today))
        # A text cannot name a word whose term stands in the first language.
        without = () if self.places.has_all_terms else ("glossary",)
        found = find_warnings(self.catalogue, today, without=without)
        yield from self.doubtful
        yield from self.places.locate(each for each in found if each not in known)


class Files:
    """The two files of a language, held against what they have to hold.

    `texts` are those of the program; without an `interface` to hold them against, those that are there.
    """

    def __init__(self, questions: Path, data: Any, language: str, interface: Interface | None = None) -> None:
        self.content = po_file.read(content_file(questions, language), language)
        self.messages = po_file.read(messages_file(questions, language), language)
        self.entries, self.gone = updated(template(data), self.content.entries, self.content.obsolete)
        self.texts = self.messages.entries
        if interface:
            wanted = interface(plural_forms(language))
            self.texts, _gone = updated(wanted, self.texts, self.messages.obsolete)

    def lacking(self) -> Iterator[LocatedIssue]:
        for file, entries in ((self.content, self.entries), (self.messages, self.texts)):
            yield from missing(file, entries) if file.entries else without_texts(file)

    def doubtful(self) -> Iterator[LocatedIssue]:
        yield from doubtful(self.content, self.entries)
        yield from no_longer_there(self.content, self.gone)
        yield from doubtful(self.messages, self.texts)

    def unshown(self) -> Iterator[LocatedIssue]:
        return unshown(self.messages, self.texts)

    def progress_line(self, language: str, own: OtherLanguage) -> str:
        found = Progress.of((*self.entries, *self.texts))
        return f"{language}: {found}{' (draft)' if own.draft else ''}"


def load(
    file: YamlFile, data: Any, first: Catalogue, language: str, interface: Interface | None = None
) -> Translation:
    """Put the texts of a language into a copy of the data of a catalogue, and run every check on it.

    Raises CatalogueError with all faults, each with its line in the .po file. In a draft, what is missing,
    out of date or not alike is no fault, and the first language stands in its place. With an `interface`,
    a text of the program that is not in its file is missing, too.
    """
    files = Files(file.path, data, language, interface)
    unsure = tuple(files.doubtful())
    own = first.languages[language]
    line = files.progress_line(language, own)
    faults = [] if own.draft else [*unsure, *files.lacking()]
    made, lines = translated(data, language, files.entries)
    places = Places(files.content, file, language, lines)
    made = fill_placeholders(made)
    try:
        catalogue = Catalogue.model_validate(made)
    except ValidationError as error:
        raise CatalogueError([*faults, *places.locate(model_issues(error))], [line]) from None
    faults += [*places.locate(find_faults(catalogue, file.path.parent)), *files.unshown()]
    if faults:
        raise CatalogueError(faults, [line])
    untranslated = in_first_language(made, lines)
    texts = gettext_of(files.messages, language)
    return Translation(language, catalogue, texts, untranslated, line, unsure, places)
