"""The registry of checks. A new check is one module beside this one and one line here.

`flask catalogue check --help` prints the names and what they find, so nothing else lists them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from app.content.checks.dates import MAX_AGE_OF_FACTS, MAX_AGE_OF_REVIEW, date_issues
from app.content.checks.duplicates import duplicate_issues
from app.content.checks.glossary import glossary_issues
from app.content.checks.hospital import hospital_issues
from app.content.checks.idle_options import idle_option_issues
from app.content.checks.languages import language_issues
from app.content.checks.lengths import length_issues
from app.content.checks.logo import logo_issues
from app.content.checks.moments import moment_issues
from app.content.checks.parts import part_issues
from app.content.checks.pictures import picture_issues
from app.content.checks.printable import printable_issues
from app.content.checks.ranking import ranking_issues
from app.content.checks.reachability import reachability_issues
from app.content.checks.reading_ease import MIN_EASE_OF_QUESTIONS, MIN_EASE_OF_REASON, reading_ease_issues
from app.content.checks.reading_grade import (
    MAX_GRADE_OF_QUESTION,
    MAX_GRADE_OF_REASON,
    MAX_WORDS_IN_SENTENCE,
    reading_grade_issues,
)
from app.content.checks.reasons import reason_issues
from app.content.checks.references import reference_issues
from app.content.checks.structure import structure_issues
from app.content.checks.theme import theme_issues
from app.content.checks.unused import unused_issues
from app.content.checks.wording import wording_issues
from app.content.form import MAX_WORDS_OF_REASON

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from app.content.issues import Issue
    from app.content.models import Catalogue


@dataclass(frozen=True)
class Check:
    """One kind of check. `needs` names what `run` takes besides the catalogue."""

    name: str
    finds: str
    run: Callable[..., Iterable[Issue]]
    needs: Literal["folder", "today"] | None = None


# Issues of these keep a catalogue from being served. A check is named like its module.
FAULTS = (
    Check("references", "an option, field, topic, word, source or question that does not exist",
          reference_issues),
    Check("duplicates", "an id that stands in the file twice", duplicate_issues),
    Check("structure", "a field that contradicts itself, an option that implies what the program acts on,"
          " a core question with a rule, a `lift` of two fields, a worked person whose answers nobody can"
          " give, neither sources nor `common_sense`",
          structure_issues),
    Check("moments", "a moment without a stage, a stage in none or in two, a question without a word for one"
          " of them", moment_issues),
    Check("ranking", "a list without an order, a place for a core question or for one that is not asked at"
          " its stage, more kept places than there are", ranking_issues),
    Check("reachability", "questions and wordings nobody can get, wordings that an earlier one hides, steps"
          " that ask for what is only asked or implied later", reachability_issues),
    Check("reasons", f"an option that brings questions without a `because`, or one of more than"
          f" {MAX_WORDS_OF_REASON} words", reason_issues),
    Check("parts", "a part of the paper that the program does not have", part_issues),
    Check("unused", "words, sources and topics that no question names", unused_issues),
    Check("wording", "HTML, unknown {placeholders}, banned words, per cent, hints that end with a stop",
          wording_issues),
    Check("printable", "texts without a letter or digit, characters that no font here can print or that"
          " nobody sees, texts of several lines",
          printable_issues),
    Check("languages", "a language whose letters no font here has, or that is written from right to left",
          language_issues),
    Check("theme", "colors without enough contrast", theme_issues),
    Check("pictures", "a picture of a sheet that is not in static/", picture_issues),
    Check("logo", "a logo that is missing, too large, damaged or no PNG", logo_issues, needs="folder"),
)  # fmt: skip
# Issues of these an editor should look at; the catalogue may be served.
WARNINGS = (
    Check("dates", f"facts or a source checked more than {MAX_AGE_OF_FACTS.days} days ago; never reviewed,"
          f" or more than {MAX_AGE_OF_REVIEW.days} days ago; a day in the future",
          date_issues, needs="today"),
    Check("reading_grade", f"in English: a question above grade {MAX_GRADE_OF_QUESTION}, a reason above grade"
          f" {MAX_GRADE_OF_REASON} (a term that its question explains counts as short); in any language: a"
          f" sentence of more than {MAX_WORDS_IN_SENTENCE} words, a question of two sentences",
          reading_grade_issues),
    Check("reading_ease", f"in Spanish: the questions of a moment below {MIN_EASE_OF_QUESTIONS}, a reason"
          f" below {MIN_EASE_OF_REASON} on the scale of Fernández-Huerta", reading_ease_issues),
    Check("glossary", "a word of the list that a question uses or explains, and not both",
          glossary_issues),
    Check("lengths", "texts that take more room than the paper has: a question, its name, a line at the head"
          " of the paper, its foot, a word explained", length_issues),
    Check("idle_options", "an option that changes nothing, and is not `idle`", idle_option_issues),
    Check("hospital", "a hospital that is named and printed nowhere", hospital_issues),
)  # fmt: skip


def find_faults(catalogue: Catalogue, folder: Path) -> list[Issue]:
    """Return every issue that keeps a catalogue, read from a file in `folder`, from being served."""
    return list(_run(FAULTS, catalogue, folder=folder))


def find_warnings(catalogue: Catalogue, today: dt.date, *, without: Collection[str] = ()) -> list[Issue]:
    """Return every issue that an editor should look at, but those of the checks `without` names."""
    return list(_run((check for check in WARNINGS if check.name not in without), catalogue, today=today))


def _run(checks: Iterable[Check], catalogue: Catalogue, **given: object) -> Iterator[Issue]:
    for check in checks:
        yield from check.run(catalogue, **({check.needs: given[check.needs]} if check.needs else {}))
