"""Which question is asked at which stage, in which wording: one cell for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from app.content.form import ROLE, STAGE
from app.content.possible import with_voice, wording_possible
from app.content.voices import VOICES
from app.core.answers import Answers
from app.core.selection import wording_of

if TYPE_CHECKING:
    from app.content import Catalogue, Question, Voice, Wording


@dataclass(frozen=True)
class Cell:
    """What happens to a question at one stage, in one voice.

    asked      who gives no other answer gets the wording `number`, from 1
    if         only who gives certain answers gets it
    not_asked  no wording is for this stage; `note` says why
    never      there are wordings, and nobody with this voice can get them here
    """

    kind: Literal["asked", "if", "not_asked", "never"]
    number: int = 0
    note: str = ""


def stages_in_order(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the stages as `moments` gathers them."""
    return tuple(catalogue.moment_of)


def cell(catalogue: Catalogue, question: Question, stage: str, voice: Voice) -> Cell:
    wordings = catalogue.wordings_at(question, stage)
    if not wordings:
        return Cell("not_asked", note=catalogue.not_asked_at(question, stage))
    answers = Answers.of(catalogue, {STAGE: (stage,), ROLE: (voice,)})
    wording = wording_of(answers, question)
    if wording and answers.fit(question.when):
        return Cell("asked", question.wordings.index(wording) + 1)
    some = any(_reaches(catalogue, question, each, voice, (stage,)) for each in wordings)
    return Cell("if" if some else "never")


def asked_by_moment(catalogue: Catalogue) -> dict[str, int]:
    """Return how many questions have a wording for each moment, or for one of its stages."""
    return {
        moment: sum(
            any(catalogue.wordings_at(question, stage) for stage in stages)
            for question in catalogue.questions
        )
        for moment, stages in catalogue.moments.items()
    }


def voices_of(catalogue: Catalogue, question: Question, wording: Wording) -> tuple[Voice, ...]:
    """Return the voices in which anybody can get a wording: a rule may be for caregivers only."""
    stages = catalogue.stages_of(wording.moments)
    return tuple(voice for voice in VOICES if _reaches(catalogue, question, wording, voice, stages))


def _reaches(
    catalogue: Catalogue, question: Question, wording: Wording, voice: Voice, stages: tuple[str, ...]
) -> bool:
    at = with_voice(catalogue, voice, stages)
    return wording.ask.of(voice) is not None and wording_possible(catalogue, question, wording, at)
