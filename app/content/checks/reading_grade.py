from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.issues import Issue
from app.content.readability import grade, length, sentences
from app.content.terms import with_short_terms
from app.content.voices import VOICES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.issues import KeyPath
    from app.content.models import Catalogue
    from app.content.questions import Question

MAX_GRADE_OF_QUESTION, MAX_GRADE_OF_REASON = 8, 9  # years of school
MAX_WORDS_IN_SENTENCE = 20


def reading_grade_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """Questions and reasons that are hard to read: in any language by their sentences, in English by grade.

    A term that is explained with its question counts as short: the reader finds what it means beside it.
    """
    is_english = catalogue.language.partition("-")[0] == "en"
    for index, question in enumerate(catalogue.questions):
        terms = [catalogue.word[word].term for word in question.words]
        for path, text, highest in _prose(("questions", index), question):
            if is_english:
                yield from _above_grade(path, text, terms, highest)
            yield from _long_sentences(path, text)
            if "ask" in path and len(sentences(text)) > 1:
                yield Issue(path, "two sentences; people read one aloud", "put the rest into the hints")


def _prose(at: KeyPath, question: Question) -> Iterator[tuple[KeyPath, str, int]]:
    """Yield every text of a question that is whole sentences, with the grade it may have."""
    for number, wording in enumerate(question.wordings):
        here = (*at, "wordings", number)
        for voice in VOICES:
            if text := wording.ask.of(voice):
                yield (*here, "ask", voice), text, MAX_GRADE_OF_QUESTION
        if wording.why:
            yield (*here, "why"), wording.why, MAX_GRADE_OF_REASON
    yield (*at, "why"), question.why, MAX_GRADE_OF_REASON


def _above_grade(path: KeyPath, text: str, terms: list[str], highest: int) -> Iterator[Issue]:
    years = grade(with_short_terms(text, terms, "en"))
    if years > highest:
        yield Issue(path, f"needs {years} years of school (aim: {highest})", "use shorter words")


def _long_sentences(path: KeyPath, text: str) -> Iterator[Issue]:
    for sentence in sentences(text):
        if length(sentence) > MAX_WORDS_IN_SENTENCE:
            message = f"a sentence of {length(sentence)} words (aim: {MAX_WORDS_IN_SENTENCE})"
            yield Issue(path, message, f"make two of “{sentence[:30].strip()} ...”")
