"""A question, the words it uses and the sources it rests on."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal

import pydantic
from pydantic import StrictBool, StrictInt

from app.content.types import FrozenModel, Id, Ids, Lifts, PrintedAnswers, Text, When

Address = Annotated[str, pydantic.Field(pattern=r"^https://\S+$")]
# A closing quotation mark or bracket may follow the stop.
ENDS_A_SENTENCE = re.compile(r"[.?!…][\"'”\u2019)\]]*$")


class Voices(FrozenModel):
    """The two wordings of a question; a question without a patient's wording is for caregivers only."""

    patient: Text | None = None
    caregiver: Text

    def of(self, role: str) -> str:
        return self.patient if role == "patient" and self.patient else self.caregiver


class AfterTreatmentVoices(Voices):
    listen_for: Annotated[tuple[Text, ...], pydantic.Field(min_length=2)]


class FillIn(FrozenModel):
    before: tuple[Text, ...]
    after: tuple[Text, ...]


class Question(FrozenModel):
    id: Id
    name: Text
    topic: Id
    priority: Annotated[StrictInt, pydantic.Field(ge=1, le=4)]
    sensitive: StrictBool = False
    ask: Voices
    after_treatment: AfterTreatmentVoices | None = None
    why: Text
    listen_for: Annotated[tuple[Text, ...], pydantic.Field(min_length=2)]
    fill_in: FillIn | None = None
    about: PrintedAnswers | None = None
    words: Ids = ()
    when: When
    lift: Lifts = Lifts.model_validate([])
    quotes: tuple[Text, ...] = ()
    sources: Ids = ()
    common_sense: StrictBool = False

    def is_for(self, role: str) -> bool:
        return role != "patient" or self.ask.patient is not None


class Word(FrozenModel):
    id: Id
    term: Text
    plain: Text


class Source(FrozenModel):
    id: Id
    title: Text
    publisher: Text
    year: StrictInt | None = None
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
        return ", ".join(filter(None, (self.publisher, str(self.year or ""))))

    @property
    def after_title(self) -> str:
        """What follows the title in a citation; a title that ends with "?" gets no second stop."""
        stop = "" if ENDS_A_SENTENCE.search(self.title) else "."
        return f"{stop} {self.published}."

    @property
    def citation(self) -> str:
        """The source in one line, as screen, paper, plain text, review pack and spreadsheet have it."""
        return self.title + self.after_title

    @property
    def link(self) -> str | None:
        """The address that patients may see."""
        return self.address if self.show_link else None
