from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.huerta import ease
from app.content.issues import Issue
from app.content.terms import with_short_terms
from app.content.voices import VOICES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.issues import KeyPath
    from app.content.models import Catalogue
    from app.content.questions import Question
    from app.content.voices import Voice

MIN_EASE_OF_QUESTIONS, MIN_EASE_OF_REASON = 70, 60  # Fernández-Huerta: sixth grade, eighth grade


def reading_ease_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """Spanish questions and reasons that are hard to read.

    A term that its question explains counts as short. Questions are measured together: one has few words.
    """
    if catalogue.language.partition("-")[0] != "es":
        return
    for moment in catalogue.moments:
        for voice in VOICES:
            yield from _hard_list(dict(_asked(catalogue, moment, voice)), moment, voice)
    for index, question in enumerate(catalogue.questions):
        for path, why in _reasons(("questions", index), question):
            points = ease(_with_short_terms(catalogue, question, why))
            if points < MIN_EASE_OF_REASON:
                message = f"at {points} on the scale of Fernández-Huerta (aim: {MIN_EASE_OF_REASON})"
                yield Issue(path, message, "use shorter words")


def _hard_list(asked: dict[KeyPath, str], moment: str, voice: Voice) -> Iterator[Issue]:
    points = ease(" ".join(asked.values()))
    if points < MIN_EASE_OF_QUESTIONS:
        hardest = min(asked, key=lambda path: ease(asked[path]))
        message = (
            f"the questions of {moment} ({voice}) are at {points} on the scale of Fernández-Huerta"
            f" (aim: {MIN_EASE_OF_QUESTIONS})"
        )
        yield Issue(hardest, message, "begin with this one, the hardest")


def _asked(catalogue: Catalogue, moment: str, voice: Voice) -> Iterator[tuple[KeyPath, str]]:
    names = {moment, *catalogue.moments[moment]}
    for index, question in enumerate(catalogue.questions):
        for place, wording in enumerate(question.wordings):
            text = wording.ask.of(voice)
            if text and not names.isdisjoint(wording.moments):
                path = ("questions", index, "wordings", place, "ask", voice)
                yield path, _with_short_terms(catalogue, question, text)


def _reasons(at: KeyPath, question: Question) -> Iterator[tuple[KeyPath, str]]:
    yield (*at, "why"), question.why
    for place, wording in enumerate(question.wordings):
        if wording.why:
            yield (*at, "wordings", place, "why"), wording.why


def _with_short_terms(catalogue: Catalogue, question: Question, text: str) -> str:
    terms = [catalogue.word[word].term for word in question.words]
    return with_short_terms(text, terms, catalogue.language)
