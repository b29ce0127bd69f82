"""What stands in the pack beside the catalogue itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt

    from app.content import Catalogue, Person, Question, Source, Word
    from app.core.reasons import Fact, Reason
    from app.review.changes import Changed


@dataclass(frozen=True)
class Edition:
    """One version of a catalogue file; `digest` is the beginning of its SHA-256, in hexadecimal."""

    catalogue: Catalogue
    digest: str


@dataclass(frozen=True)
class Wording:
    """A question as one voice asks it, before or after treatment, with its grade in years of school.

    `both` stands only where paper draws two equal wordings as one.
    """

    voice: Literal["patient", "caregiver", "both"]
    after: bool
    text: str
    grade: float
    listen_for: tuple[str, ...]
    fill_in: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """A question with its rules in words: the lines of `shown` are alternatives, those of `lifted` add up."""

    number: int
    question: Question
    topic: str
    wordings: tuple[Wording, ...]
    shown: tuple[str, ...]
    lifted: tuple[str, ...]
    about: str
    words: tuple[Word, ...]
    sources: tuple[Source, ...]

    @property
    def drawn(self) -> tuple[Wording, ...]:
        """The wordings with those that are equal in both voices drawn together."""
        times = Counter((wording.text, wording.after) for wording in self.wordings)
        both = {key for key, count in times.items() if count > 1}
        return tuple(
            replace(wording, voice="both") if (wording.text, wording.after) in both else wording
            for wording in self.wordings
            if wording.voice == "patient" or (wording.text, wording.after) not in both
        )

    def told(self, *, after: bool) -> Wording | None:
        """Return what listen-for and fill-in lines hang on: any wording of that time."""
        return next((wording for wording in self.wordings if wording.after == after), None)


@dataclass(frozen=True)
class Listing:
    """A length of the list, in the words of the form, and the parts of the paper that come with it."""

    label: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Listed:
    """A question that a worked person gets: its number on each listing, or None where it is left out."""

    numbers: tuple[int | None, ...]
    name: str
    score: int
    reason: Reason


@dataclass(frozen=True)
class Worked:
    """A made-up person, what they said, and what they get: `items` in the order of the longest listing.

    `offered` names the sensitive questions that fit and that they may tick.
    """

    person: Person
    said: tuple[Fact, ...]
    after_treatment: bool
    boxes: tuple[str, ...]
    listings: tuple[Listing, ...]
    items: tuple[Listed, ...]
    offered: tuple[str, ...]


@dataclass(frozen=True)
class Pack:
    """Everything for the reviewer. `changes` is None where there is no version to compare with."""

    edition: Edition
    since: Edition | None
    today: dt.date
    questions: tuple[Asked, ...]
    people: tuple[Worked, ...]
    changes: tuple[Changed, ...] | None
    rules: dict[str, tuple[str, ...]]
    used_by: dict[str, tuple[str, ...]]

    @property
    def catalogue(self) -> Catalogue:
        return self.edition.catalogue
