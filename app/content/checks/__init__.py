"""The registry of checks. A new check is one module beside this one and one line here.

`flask catalogue check --help` prints the names and what they find, so nothing else lists them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.content.checks.dates import date_issues
from app.content.checks.duplicates import duplicate_issues
from app.content.checks.glossary import glossary_issues
from app.content.checks.idle_options import idle_option_issues
from app.content.checks.logo import logo_issues
from app.content.checks.parts import part_issues
from app.content.checks.printable import printable_issues
from app.content.checks.reachability import reachability_issues
from app.content.checks.reading_grade import reading_grade_issues
from app.content.checks.references import reference_issues
from app.content.checks.structure import structure_issues
from app.content.checks.theme import theme_issues
from app.content.checks.unused import unused_issues
from app.content.checks.wording import wording_issues

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from app.content.issues import Issue
    from app.content.models import Catalogue


@dataclass(frozen=True)
class Fault:
    """A check whose issues keep a catalogue from being served. It may look into the folder of the file."""

    name: str
    finds: str
    run: Callable[[Catalogue, Path], Iterable[Issue]]


@dataclass(frozen=True)
class Warning:  # noqa: A001  the field's word; Python's own is not used in this package
    """A check whose issues an editor should look at. It may ask which day it is."""

    name: str
    finds: str
    run: Callable[[Catalogue, dt.date], Iterable[Issue]]


FAULTS = (
    Fault("names", "an option, field, topic, word, source or question that does not exist",
          lambda catalogue, _folder: reference_issues(catalogue)),
    Fault("twice", "an id that stands in the file twice",
          lambda catalogue, _folder: duplicate_issues(catalogue)),
    Fault("structure", "a field that contradicts itself, a core question with a rule, a `lift` of two fields,"
          " a worked person whose answers nobody can give, neither sources nor `common_sense`",
          lambda catalogue, _folder: structure_issues(catalogue)),
    Fault("rules", "questions nobody can get, steps that ask for what is only asked later, a missing wording",
          lambda catalogue, _folder: reachability_issues(catalogue)),
    Fault("parts", "a part of the paper that the program does not have",
          lambda catalogue, _folder: part_issues(catalogue)),
    Fault("unused", "words, sources and topics that no question names",
          lambda catalogue, _folder: unused_issues(catalogue)),
    Fault("texts", "HTML, unknown {placeholders}, banned words, per cent",
          lambda catalogue, _folder: wording_issues(catalogue)),
    Fault("letters", "characters that no font here can print",
          lambda catalogue, _folder: printable_issues(catalogue)),
    Fault("theme", "colors without enough contrast",
          lambda catalogue, _folder: theme_issues(catalogue)),
    Fault("logo", "a logo that is missing, too large or no picture", logo_issues),
)  # fmt: skip
WARNINGS = (
    Warning("dates", "facts or a source checked more than six months ago; never reviewed, or over a year ago",
            date_issues),
    Warning("reading", "a question above grade 8, a reason above grade 9, a sentence of more than 20 words",
            lambda catalogue, _today: reading_grade_issues(catalogue)),
    Warning("words", "a word of the list is used and not explained with the question",
            lambda catalogue, _today: glossary_issues(catalogue)),
    Warning("options", "an option that changes nothing, and is not in `idle`",
            lambda catalogue, _today: idle_option_issues(catalogue)),
)  # fmt: skip


def find_faults(catalogue: Catalogue, folder: Path) -> list[Issue]:
    """Return every issue that keeps a catalogue, read from a file in `folder`, from being served."""
    return [issue for check in FAULTS for issue in check.run(catalogue, folder)]


def find_warnings(catalogue: Catalogue, today: dt.date) -> list[Issue]:
    return [issue for check in WARNINGS for issue in check.run(catalogue, today)]
