"""What the pack shows besides the catalogue itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt

    from app.content import Catalogue, Person, Question, Source, Voice, Word, Wording
    from app.core.reasons import Fact, Reason
    from app.review.changes import Changed
    from app.review.matrix import Cell
    from app.review.pairs import PairGroup
    from app.review.steps import LetIn


@dataclass(frozen=True)
class CatalogueVersion:
    """One version of a catalogue file; `digest` is the beginning of its SHA-256, in hexadecimal."""

    catalogue: Catalogue
    digest: str


@dataclass(frozen=True)
class Asked:
    """A question as one voice asks it, with its figure of `reading.reading_figure`."""

    voice: Voice
    text: str
    figure: float | None
    hints: tuple[str, ...]


@dataclass(frozen=True)
class Drawn:
    """A text, or lines, for one voice or both. `as_in` is the wording that has them already, or 0."""

    voice: Literal["patient", "caregiver", "both"]
    lines: tuple[str, ...]
    figure: float | None = None
    as_in: int = 0


@dataclass(frozen=True)
class WordingReview:
    """One wording with its rules in words.

    `moments` are those it is for, in words; `only_if` are alternatives, none if it is for everyone there.
    `asked` has one entry for each voice in which anybody can get it, `about` the answers printed below.
    The pack draws `texts`, `hints`, `fill_in`, `fill_in_full`, `printed` and `why`.
    """

    number: int
    wording: Wording
    moments: tuple[str, ...]
    only_if: tuple[str, ...]
    asked: tuple[Asked, ...]
    about: str
    texts: tuple[Drawn, ...]
    hints: tuple[Drawn, ...]
    fill_in: tuple[Drawn, ...]
    fill_in_full: tuple[Drawn, ...]
    printed: tuple[Drawn, ...]
    why: tuple[Drawn, ...]


@dataclass(frozen=True)
class NotAsked:
    """Moments at which a question is not asked, in words, and the reason."""

    moments: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class QuestionReview:
    """A question with its rules in words: the lines of `shown` are alternatives, those of `lifted` add up.

    `yields_to` are numbers and names of the questions that it gives way to. `cells` are its row of the
    matrix, one for each stage, with the voice of whoever gets it there.
    """

    number: int
    question: Question
    topic: str
    shown: tuple[str, ...]
    lifted: tuple[str, ...]
    yields_to: tuple[str, ...]
    wordings: tuple[WordingReview, ...]
    not_asked: tuple[NotAsked, ...]
    cells: tuple[tuple[Voice, Cell], ...]
    words: tuple[Word, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class LengthReview:
    """A length of the list, in the words of the form, and the parts of the paper that come with it.

    `unanswered` are the ticked topics that no question on the list answers.
    """

    label: str
    parts: tuple[str, ...]
    unanswered: tuple[str, ...]


@dataclass(frozen=True)
class ListedQuestion:
    """A question that a worked person gets.

    `numbers` are those on the paper, one for each length, None where it is left out. `wordings` are the
    wordings that it comes in, from 1, and `steps` what let it in: one if that is the same at every length.
    """

    name: str
    score: int
    reason: Reason
    numbers: tuple[int | None, ...]
    wordings: tuple[int, ...]
    steps: tuple[LetIn, ...]


@dataclass(frozen=True)
class PersonReview:
    """A made-up person, what they said, and what they get: `items` in the order of the longest list.

    `card` is the version of the warning signs card, from 1. `offered` names the sensitive questions that fit
    and that they may tick. Who is not covered has `not_covered`, a title, and nothing else.
    """

    person: Person
    said: tuple[Fact, ...]
    not_covered: str = ""
    head: tuple[str, ...] = ()
    situation: str = ""
    card: int = 0
    boxes: tuple[str, ...] = ()
    lengths: tuple[LengthReview, ...] = ()
    items: tuple[ListedQuestion, ...] = ()
    offered: tuple[str, ...] = ()


@dataclass(frozen=True)
class Uses:
    """Where words and sources are named, by their ids: numbers of questions, titles of boxes and parts."""

    words: dict[str, tuple[str, ...]]
    sources: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Pack:
    """Everything for the reviewer. `changes` is None where there is no version to compare with.

    `beside` are the texts of a translation beside their originals; none for the first language.
    """

    version: CatalogueVersion
    since: CatalogueVersion | None
    today: dt.date
    questions: tuple[QuestionReview, ...]
    people: tuple[PersonReview, ...]
    changes: tuple[Changed, ...] | None
    uses: Uses
    beside: tuple[PairGroup, ...] = ()

    @property
    def texts(self) -> int:
        return sum(len(group.pairs) for group in self.beside)

    @property
    def translated_texts(self) -> int:
        return sum(bool(pair.texts) for group in self.beside for pair in group.pairs)

    @property
    def catalogue(self) -> Catalogue:
        return self.version.catalogue
