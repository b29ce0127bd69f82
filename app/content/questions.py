"""A question, the words it uses and the sources it rests on."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field as Rule
from pydantic import StrictBool, StrictInt

from app.content.types import Clause, Entry, Id, Ids, Text, When


class Voices(Entry):
    """The two wordings of a question; a question without a patient's wording is for caregivers only."""

    patient: Text | None = None
    caregiver: Text

    def of(self, role: str) -> str:
        return self.patient if role == "patient" and self.patient else self.caregiver


class AfterTreatmentVoices(Voices):
    listen_for: Annotated[tuple[Text, ...], Rule(min_length=2)]


class FillIn(Entry):
    before: tuple[Text, ...]
    after: tuple[Text, ...]


class Question(Entry):
    id: Id
    name: Text
    topic: Id
    priority: Annotated[StrictInt, Rule(ge=1, le=4)]
    sensitive: StrictBool = False
    ask: Voices
    after_treatment: AfterTreatmentVoices | None = None
    why: Text
    listen_for: Annotated[tuple[Text, ...], Rule(min_length=2)]
    fill_in: FillIn | None = None
    about: Clause | None = None
    words: Ids = ()
    when: When
    lift: tuple[Clause, ...] = ()
    quotes: tuple[Text, ...] = ()
    sources: Ids = ()
    common_sense: StrictBool = False

    def is_for(self, role: str) -> bool:
        return role != "patient" or self.ask.patient is not None


class Word(Entry):
    id: Id
    term: Text
    plain: Text


class Source(Entry):
    id: Id
    title: Text
    publisher: Text
    year: StrictInt | None = None
    kind: Literal[
        "label", "guideline", "trial", "study", "review", "regulator", "hospital",
        "patient-organisation", "news", "company",
    ]  # fmt: skip
    address: Annotated[str, Rule(pattern=r"^https://\S+$")] | None = None
    also: tuple[Annotated[str, Rule(pattern=r"^https://\S+$")], ...] = ()
    supports: Text
    checked: dt.date
    certainty: Literal["seen-primary", "seen-secondary"]
    show_link: StrictBool = True
    note: str = ""

    @property
    def link(self) -> str | None:
        """The address that patients may see."""
        return self.address if self.show_link else None
