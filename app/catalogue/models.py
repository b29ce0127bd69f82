from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, StrictBool, StrictInt
from pydantic import Field as Rule

from app.catalogue.shapes import known_once, one_clause_at_least, when_clauses, when_clauses_or_none

Text = Annotated[str, Rule(min_length=1)]
Id = Annotated[str, Rule(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$", max_length=60)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(known_once)]
Clause = Annotated[dict[Id, Annotated[Ids, Rule(min_length=1)]], BeforeValidator(one_clause_at_least)]
When = Annotated[tuple[dict[Id, Ids], ...], BeforeValidator(when_clauses)]
"""A list of clauses: AND inside a clause, OR between clauses and between options. `always` is ({},)."""
OptionalWhen = Annotated[tuple[dict[Id, Ids], ...], BeforeValidator(when_clauses_or_none)]
PartId = Literal[
    "tell_team", "warning_card", "check_clinic", "compare", "words", "sources", "handover", "notes"
]  # fmt: skip
Length = Literal["short", "medium", "full"]


class Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Reviewer(Entry):
    name: Text
    role: Text
    date: dt.date


class Review(Entry):
    reviewed_by: tuple[Reviewer, ...]
    facts_checked: dt.date


class Clinic(Entry):
    name: str
    day_phone: str
    night_phone: str
    hospital: str
    emergency_number: Text
    paper: Literal["letter", "a4"]


class Texts(Entry):
    lead: Text
    what_it_is: Text
    show_this: Text
    short_notice: Text
    long_notice: Annotated[tuple[Text, ...], Rule(min_length=1)]
    independence: Text
    scope: tuple[Text, ...]
    not_saved: Text


class Box(Entry):
    title: Text
    when: When
    items: Annotated[tuple[Text, ...], Rule(min_length=1)]
    quotes: tuple[Text, ...] = ()
    sources: Ids


class Boxes(Entry):
    tips: Box
    early_research: Box
    check_clinic: Box


class Level(Entry):
    call: Text
    signs: Annotated[tuple[Text, ...], Rule(min_length=1)]


class WarningCard(Entry):
    title: Text
    head: Text
    levels: Annotated[tuple[Level, ...], Rule(min_length=1)]
    if_no_answer: Text
    sources: Ids


class Part(Entry):
    title: Text
    about: Text
    default: OptionalWhen
    suggest: OptionalWhen = ()
    columns: Id | None = None
    lines: tuple[Text, ...] = ()
    sources: Ids = ()


class KeptPlace(Entry):
    question: Id
    when: When


class Ranking(Entry):
    lengths: dict[Literal["short", "medium"], StrictInt]
    kept_places: tuple[KeptPlace, ...]


class Field(Entry):
    id: Id
    ask: Text
    label: Text
    hint: str = ""
    choose: Literal["one", "many"]
    at_most: StrictInt | None = None
    weight: StrictInt
    if_empty: Id | None = None
    exclusive: Ids = ()
    options: Annotated[dict[Id, Text], Rule(min_length=2)]

    def valid(self, values: tuple[str, ...]) -> tuple[str, ...]:
        """Return the values that can stand as an answer, in the order of the options.

        Unknown options are dropped, an exclusive option beside others gives way, the first `at_most`
        stand; two answers where one is allowed are no answer.
        """
        known = tuple(option for option in self.options if option in values)
        if len(known) > 1:
            known = tuple(option for option in known if option not in self.exclusive)
        if self.choose == "one" and len(known) > 1:
            return ()
        return known[: self.at_most]


class Step(Entry):
    id: Id
    title: Text
    intro: Text
    when: When = ({},)
    fields: Annotated[tuple[Field, ...], Rule(min_length=1)]


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


class AfterTreatment(Entry):
    when: When


class Catalogue(Entry):
    """All of questions.yaml. Built by `load` only, so that every reference in it is known to hold."""

    name: Text
    review: Review
    clinic: Clinic
    texts: Texts
    boxes: Boxes
    warning_card: WarningCard
    parts: dict[PartId, Part]
    situation: Ids
    after_treatment: AfterTreatment
    ranking: Ranking
    banned_words: tuple[Text, ...]
    steps: Annotated[tuple[Step, ...], Rule(min_length=1)]
    topics: dict[Id, Text]
    questions: tuple[Question, ...]
    words: tuple[Word, ...]
    sources: tuple[Source, ...]

    @cached_property
    def field(self) -> dict[str, Field]:
        return {field.id: field for step in self.steps for field in step.fields}

    @cached_property
    def step_of(self) -> dict[str, Step]:
        return {field.id: step for step in self.steps for field in step.fields}

    @cached_property
    def question(self) -> dict[str, Question]:
        return {question.id: question for question in self.questions}

    @cached_property
    def core(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.topic == "core")

    @cached_property
    def word(self) -> dict[str, Word]:
        return {word.id: word for word in self.words}

    @cached_property
    def source(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}
