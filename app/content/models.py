from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Annotated

import pydantic

from app.content.card import WarningCard
from app.content.form import ROLE, Field, Person, Step, voice_of
from app.content.languages import OtherLanguage
from app.content.notices import Boxes, Clinic, HeadLine, LookAgain, NotCovered, Part, Review, Texts
from app.content.paper import Comparison, PaperTexts, Publisher, TimeLine
from app.content.questions import Question, Source, Word, Wording
from app.content.ranking import Ranking
from app.content.types import FrozenModel, Id, Ids, Language, Text, fields_of
from app.content.voices import VOICES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from app.content.voices import Voice

CORE_TOPIC = "core"  # the questions that are on every sheet, first and in their order
STILL_OPEN = "still_open"  # stands over the questions that an earlier visit left open
FIRST_OF_ALL = "first_of_all"  # stands over the questions that `ranking.first_of_all` puts before all topics
ALSO_ASK = "also_ask"  # stands over all that a short list asks besides
OWN_TOPIC = "own"  # what a person writes; no catalogue may have a topic of this id


Asked = Mapping[str, tuple[Question, tuple[Wording, ...]]]
"""Questions by id, in the order of the file, each with the wordings in which it may be asked."""


class Catalogue(FrozenModel):
    """All of questions.yaml. Built by `load` only, so that every reference in it is known to hold."""

    name: Text
    language: Language = "en"
    languages: dict[Language, OtherLanguage] = pydantic.Field(default_factory=dict)
    review: Review
    publisher: Publisher = Publisher()
    clinic: Clinic
    texts: Texts
    paper: PaperTexts
    comparison: Comparison | None = None
    time_line: TimeLine | None = None
    boxes: Boxes
    warning_card: WarningCard
    parts: dict[Id, Part]
    head: tuple[HeadLine, ...] = ()
    situation: Ids
    situation_if_room: Ids = ()
    moments: dict[Id, Ids]
    ranking: Ranking
    look_again: tuple[LookAgain, ...] = ()
    not_covered: tuple[NotCovered, ...] = ()
    banned_words: tuple[Text, ...]
    steps: Annotated[tuple[Step, ...], pydantic.Field(min_length=1)]
    people: tuple[Person, ...]
    topics: dict[Id, Text]
    questions: tuple[Question, ...]
    word_groups: dict[Id, Text] = pydantic.Field(default_factory=dict)
    words: tuple[Word, ...]
    sources: tuple[Source, ...]

    # Looked up thousands of times for one page.
    @cached_property
    def field(self) -> dict[str, Field]:
        return {field.id: field for step in self.steps for field in step.fields}

    @cached_property
    def silence(self) -> dict[str, Ids]:
        """What an empty field counts as, for each field that has an `if_empty`."""
        return {name: (field.if_empty,) for name, field in self.field.items() if field.if_empty}

    @cached_property
    def step_of(self) -> dict[str, Step]:
        return {field.id: step for step in self.steps for field in step.fields}

    @cached_property
    def moment_of(self) -> dict[str, str]:
        """The moment of each stage."""
        return {stage: moment for moment, stages in self.moments.items() for stage in stages}

    def stages_of(self, names: Collection[str]) -> tuple[str, ...]:
        """Return the stages that moments and single stages name, in the order of `moments`."""
        return tuple(stage for stage, moment in self.moment_of.items() if stage in names or moment in names)

    def wordings_at(self, question: Question, stage: str, voice: Voice | None = None) -> tuple[Wording, ...]:
        """Return the wordings of a question for one stage; with a text in a voice if one is named."""
        return self.asked_at(stage, voice).get(question.id, (question, ()))[1]

    def asked_at(self, stage: str, voice: Voice | None = None) -> Asked:
        """Return what `wordings_at` has a wording of."""
        return self._asked[stage, voice]

    @cached_property
    def _asked(self) -> dict[tuple[str, Voice | None], Asked]:
        return {
            (stage, voice): {
                question.id: (question, wordings)
                for question in self.questions
                if (wordings := tuple(_wordings(question, {stage, moment}, voice)))
            }
            for stage, moment in self.moment_of.items()
            for voice in (None, *VOICES)
        }

    @cached_property
    def asking_for(self) -> dict[str, dict[str, Question]]:
        """By field, the questions that have a rule that asks for it, by id."""
        found: dict[str, dict[str, Question]] = {name: {} for name in self.field}
        for question in self.questions:
            for rule in (question.when, question.lift, *(each.when for each in question.wordings)):
                for name in {name for clause in rule.clauses for name in fields_of(clause)}:
                    found[name][question.id] = question
        return found

    def not_asked_at(self, question: Question, stage: str) -> str:
        """Return why a question has no wording for a stage; "" if no reason is given."""
        return question.not_asked.get(stage) or question.not_asked.get(self.moment_of[stage], "")

    def roles_of(self, voice: Voice) -> tuple[str, ...]:
        """Return the roles that speak in a voice."""
        return tuple(role for role in self.field[ROLE].options if voice_of(role) == voice)

    def heading(self, topic: str) -> str:
        """Return what stands over a topic, over STILL_OPEN, FIRST_OF_ALL or ALSO_ASK."""
        named = {
            STILL_OPEN: self.texts.still_open,
            FIRST_OF_ALL: self.texts.first_of_all,
            ALSO_ASK: self.paper.also_ask,
        }
        return named.get(topic) or self.topics[topic]

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


def _wordings(question: Question, moments: set[str], voice: Voice | None) -> Iterator[Wording]:
    for wording in question.wordings:
        if not moments.isdisjoint(wording.moments) and (not voice or wording.ask.of(voice)):
            yield wording
