from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.content.issues import Issue
from app.content.terms import names, pattern
from app.content.voices import VOICES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.models import Catalogue
    from app.content.questions import Question, Wording


def glossary_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """Words of the list that a question uses and does not explain, and the other way round."""
    for index, question in enumerate(catalogue.questions):
        here = ("questions", index, "words")
        used, explained = mentioned(catalogue, question), set(question.words)
        for word in sorted(used - explained):
            message = f"the word '{catalogue.word[word].term}' is used and not explained"
            yield Issue(here, message, f"add {word} to its `words`")
        for word in sorted(explained - used):
            message = f"the word '{catalogue.word[word].term}' is explained and not used"
            yield Issue(here, message, f"take {word} out of its `words`, or say it")


def mentioned(catalogue: Catalogue, question: Question) -> set[str]:
    """Return the ids of the words that a question names; a longer name hides a shorter one inside it."""
    by_name = {name: word.id for word in catalogue.words for name in names(word.term)}
    text = "\n".join(_texts(question))
    found = set()
    # Longest first, so that a shorter name inside a longer one is not found as well.
    for name in sorted(by_name, key=len, reverse=True):
        text, times = re.subn(pattern(name, catalogue.language), " ", text, flags=re.IGNORECASE)
        found |= {by_name[name]} if times else set()
    return found


def _texts(question: Question) -> list[str]:
    return [question.why, *(text for wording in question.wordings for text in texts_of_wording(wording))]


def texts_of_wording(wording: Wording) -> list[str]:
    """Return what is read of a wording, in both voices."""
    spoken = [wording.ask.of(voice) for voice in VOICES] + [wording.why]
    hints = [hint for voice in VOICES for hint in wording.hints.of(voice)]
    return [*filter(None, spoken), *hints, *wording.fill_in]
