from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.issues import Issue
from app.content.readability import grade, length, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.issues import KeyPath
    from app.content.models import Catalogue
    from app.content.questions import Question

MAX_GRADE_OF_QUESTION, MAX_GRADE_OF_REASON = 8, 9  # years of school
MAX_WORDS_IN_SENTENCE = 20


def reading_grade_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """Questions and reasons that are hard to read."""
    for index, question in enumerate(catalogue.questions):
        for path, text, highest in _prose(("questions", index), question):
            yield from _hard_to_read(path, text, highest)


def _prose(at: KeyPath, question: Question) -> Iterator[tuple[KeyPath, str, int]]:
    """Yield every text of a question that is whole sentences, with the grade it may have."""
    for key, voices in (("ask", question.ask), ("after_treatment", question.after_treatment)):
        if voices:
            texts = {"patient": voices.patient, "caregiver": voices.caregiver}
            yield from (
                ((*at, key, voice), text, MAX_GRADE_OF_QUESTION) for voice, text in texts.items() if text
            )
    yield (*at, "why"), question.why, MAX_GRADE_OF_REASON


def _hard_to_read(path: KeyPath, text: str, highest: int) -> Iterator[Issue]:
    years = grade(text)
    if years > highest:
        yield Issue(path, f"needs {years} years of school (aim: {highest})", "use shorter words")
    for sentence in sentences(text):
        if length(sentence) > MAX_WORDS_IN_SENTENCE:
            message = f"a sentence of {length(sentence)} words (aim: {MAX_WORDS_IN_SENTENCE})"
            yield Issue(path, message, f"make two of “{sentence[:30].strip()} ...”")
