"""What the pack shows besides the catalogue itself."""

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
class CatalogueVersion:
    """One version of a catalogue file; `digest` is the beginning of its SHA-256, in hexadecimal."""

    catalogue: Catalogue
    digest: str


@dataclass(frozen=True)
class Wording:
    """A question as one voice asks it, before or after treatment, with its grade in years of school.

    `both` only comes from `QuestionReview.drawn`.
    """

    voice: Literal["patient", "caregiver", "both"]
    after: bool
    text: str
    grade: float
    listen_for: tuple[str, ...]
    fill_in: tuple[str, ...]


@dataclass(frozen=True)
class QuestionReview:
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
        counts = Counter((wording.text, wording.after) for wording in self.wordings)
        both = {key for key, count in counts.items() if count > 1}
        return tuple(
            replace(wording, voice="both") if (wording.text, wording.after) in both else wording
            for wording in self.wordings
            if wording.voice == "patient" or (wording.text, wording.after) not in both
        )

    def first_wording(self, *, after: bool) -> Wording | None:
        """Return any wording of that time: both voices have the same hints and lines to fill in."""
        return next((wording for wording in self.wordings if wording.after == after), None)


@dataclass(frozen=True)
class LengthReview:
    """A length of the list, in the words of the form, and the parts of the paper that come with it."""

    label: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class ListedQuestion:
    """A question that a worked person gets: its number at each length, or None where it is left out."""

    numbers: tuple[int | None, ...]
    name: str
    score: int
    reason: Reason


@dataclass(frozen=True)
class PersonReview:
    """A made-up person, what they said, and what they get: `items` in the order of the longest list.

    `offered` names the sensitive questions that fit and that they may tick.
    """

    person: Person
    said: tuple[Fact, ...]
    after_treatment: bool
    boxes: tuple[str, ...]
    lengths: tuple[LengthReview, ...]
    items: tuple[ListedQuestion, ...]
    offered: tuple[str, ...]


@dataclass(frozen=True)
class Uses:
    """Where words and sources are named, by their ids: numbers of questions, titles of boxes and parts."""

    words: dict[str, tuple[str, ...]]
    sources: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Pack:
    """Everything for the reviewer. `changes` is None where there is no version to compare with."""

    version: CatalogueVersion
    since: CatalogueVersion | None
    today: dt.date
    questions: tuple[QuestionReview, ...]
    people: tuple[PersonReview, ...]
    changes: tuple[Changed, ...] | None
    uses: Uses

    @property
    def catalogue(self) -> Catalogue:
        return self.version.catalogue
