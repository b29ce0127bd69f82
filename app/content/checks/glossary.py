from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.content.issues import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.models import Catalogue
    from app.content.questions import Question, Word

# A term may have a second name in brackets, such as its abbreviation.
TERM = re.compile(r"(.*?)(?: \((.*)\))?")
PLURALS = (("ies", "(?:y|ies)"), ("y", "(?:y|ies)"), ("is", "is"), ("s", "s?"), ("", "s?"))


def glossary_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """Words of the list that a question uses and does not explain."""
    for index, question in enumerate(catalogue.questions):
        for word in sorted(mentioned(catalogue, question) - set(question.words)):
            message = f"the word '{catalogue.word[word].term}' is used and not explained"
            yield Issue(("questions", index, "words"), message, f"add {word} to its `words`")


def mentioned(catalogue: Catalogue, question: Question) -> set[str]:
    """Return the ids of the words that a question names; a longer name hides a shorter one inside it."""
    by_name = {name: word.id for word in catalogue.words for name in names(word)}
    text = "\n".join(_texts(question))
    found = set()
    # Longest first, so that a shorter name inside a longer one is not found as well.
    for name in sorted(by_name, key=len, reverse=True):
        text, times = re.subn(pattern(name), " ", text, flags=re.IGNORECASE)
        found |= {by_name[name]} if times else set()
    return found


def names(word: Word) -> list[str]:
    """Return the name of a word and, from its brackets, its other name or abbreviation."""
    match = TERM.fullmatch(word.term)
    return [name for name in match.groups() if name] if match else []


def pattern(name: str) -> str:
    """Match a name as a whole word, in the singular and in the plural."""
    ending, either = next((ending, either) for ending, either in PLURALS if name.endswith(ending))
    return rf"(?<![\w-]){re.escape(name.removesuffix(ending))}{either}(?![\w-])"


def _texts(question: Question) -> list[str]:
    after = question.after_treatment
    voices = [
        voices.of(role) for voices in (question.ask, after) if voices for role in ("patient", "caregiver")
    ]
    return [*voices, question.why, *question.listen_for, *(after.listen_for if after else ())]
