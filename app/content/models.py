from __future__ import annotations

from functools import cached_property
from typing import Annotated

import pydantic

from app.content.form import Field, Person, Step
from app.content.notices import AfterTreatment, Boxes, Clinic, Part, Ranking, Review, Texts, WarningCard
from app.content.questions import Question, Source, Word
from app.content.types import FrozenModel, Id, Ids, Language, Text

CORE_TOPIC = "core"  # the questions that are on every sheet, first and in their order
OWN_TOPIC = "own"  # what a person writes; no catalogue may have a topic of this id


class Catalogue(FrozenModel):
    """All of questions.yaml. Built by `load` only, so that every reference in it is known to hold."""

    name: Text
    language: Language = "en"
    review: Review
    clinic: Clinic
    texts: Texts
    boxes: Boxes
    warning_card: WarningCard
    parts: dict[Id, Part]
    situation: Ids
    after_treatment: AfterTreatment
    ranking: Ranking
    banned_words: tuple[Text, ...]
    steps: Annotated[tuple[Step, ...], pydantic.Field(min_length=1)]
    people: tuple[Person, ...]
    topics: dict[Id, Text]
    questions: tuple[Question, ...]
    words: tuple[Word, ...]
    sources: tuple[Source, ...]

    # Looked up thousands of times for one page.
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
        return tuple(question for question in self.questions if question.topic == CORE_TOPIC)

    @cached_property
    def word(self) -> dict[str, Word]:
        return {word.id: word for word in self.words}

    @cached_property
    def source(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}
