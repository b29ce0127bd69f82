"""A question, the words it uses and the sources it rests on."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal

import pydantic
from pydantic import StrictBool, StrictInt

from app.content.types import EVERYONE, FrozenModel, Id, Ids, Lifts, PrintedAnswers, Text, When
from app.content.voices import Ask, SpokenLines

Address = Annotated[str, pydantic.Field(pattern=r"^https://\S+$")]
LOWEST_PRIORITY = 4
# A closing quotation mark or bracket may follow the stop.
ENDS_A_SENTENCE = re.compile(r"[.?!…][\"'”\u2019)\]]*$")


class Wording(FrozenModel):
    """A question as it is asked at some moments.

    `moments` names moments, or single stages. `when` may ask for more. A `why` replaces that of the question;
    with `common_sense` it rests on no source. `fill_in_full` follows `fill_in` on the full list, which has
    room. `circles` says what to shade: a hundred circles stand beside it.
    """

    moments: Annotated[Ids, pydantic.Field(alias="for", min_length=1)]
    when: When = EVERYONE
    ask: Ask
    hints: SpokenLines
    fill_in: tuple[Text, ...] = ()
    fill_in_full: tuple[Text, ...] = ()
    circles: str = ""
    about: PrintedAnswers | None = None
    why: Text | None = None
    common_sense: StrictBool = False


class Question(FrozenModel):
    """A question with its wordings, of which the first that fits is printed."""

    id: Id
    name: Text
    topic: Id
    priority: Annotated[StrictInt, pydantic.Field(ge=1, le=LOWEST_PRIORITY)]
    sensitive: StrictBool = False
    why: Text
    wordings: Annotated[tuple[Wording, ...], pydantic.Field(min_length=1)]
    not_asked: dict[Id, Text] = pydantic.Field(default_factory=dict)
    words: Ids = ()
    when: When
    lift: Lifts = Lifts.model_validate([])
    yields_to: Ids = ()
    quotes: tuple[Text, ...] = ()
    sources: Ids = ()
    common_sense: StrictBool = False

    def why_of(self, wording: Wording) -> str:
        return wording.why or self.why

    def sources_of(self, wording: Wording) -> tuple[str, ...]:
        """Return the ids of what the `why` of a wording rests on."""
        return () if wording.common_sense else self.sources


class Word(FrozenModel):
    """A medical word in plain language; `brief` is for the paper, where `plain` takes more than a line.

    `group` is one of `word_groups`.
    """

    id: Id
    group: Id | None = None
    term: Text
    plain: Text
    brief: str = ""

    @property
    def on_paper(self) -> str:
        return self.brief or self.plain


class Source(FrozenModel):
    id: Id
    title: Text
    publisher: Text
    year: Annotated[StrictInt, pydantic.Field(ge=1800, le=2999)] | None = None
    kind: Literal[
        "label", "guideline", "trial", "study", "review", "regulator", "hospital",
        "patient-organisation", "news", "company",
    ]  # fmt: skip
    address: Address | None = None
    also: tuple[Address, ...] = ()
    supports: Text
    checked: dt.date
    certainty: Literal["seen-primary", "seen-secondary"]
    show_link: StrictBool = True
    note: str = ""

    @property
    def published(self) -> str:
        """Who published it and when: "Publisher, 2024"."""
        return self.publisher + self.in_year

    @property
    def in_year(self) -> str:
        return f", {self.year}" if self.year else ""

    @property
    def stop(self) -> str:
        """What follows the title in a citation; one that ends with "?" gets no second stop."""
        return "" if ENDS_A_SENTENCE.search(self.title) else "."

    @property
    def citation(self) -> str:
        """The source in one line, as screen, paper, plain text, review pack and spreadsheet have it."""
        return f"{self.title}{self.stop} {self.published}."

    @property
    def link(self) -> str | None:
        """The address that patients may see."""
        return self.address if self.show_link else None
