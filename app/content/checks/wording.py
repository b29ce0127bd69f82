from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.content.issues import Issue
from app.content.placeholders import KNOWN, PLACEHOLDER
from app.content.texts import texts_of
from app.content.voices import VOICES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.issues import KeyPath
    from app.content.models import Catalogue

MARKUP = re.compile(r"</?[a-zA-Z!]|&#?\w+;")
ENDS_A_HINT = (".", "!", "?", ";", ":")
PERCENT = r"\d\s*%"
IN_WORDS = {"en": r"\bper ?cent\b", "es": r"\bpor ?cientos?\b"}  # other languages: only the sign


def wording_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """Markup, unknown placeholders, percentages and banned words in any text that people read."""
    banned, percent = _banned(catalogue.banned_words), _percent(catalogue.language)
    for path, text, quoted in texts_of(catalogue.model_dump()):
        if path[0] == "sources" and path[-1] == "title":  # titles stand as they were published
            continue
        yield from markup_issues(path, text)
        for match in PLACEHOLDER.findall(text):
            where = "none is filled in here" if path[0] == "clinic" else f"only {KNOWN} are filled in"
            yield Issue(path, f"unknown placeholder {match}", where)
        if percent.search(text):
            yield Issue(path, "a number in per cent", "write 'out of 100 people', not per cent")
        for match in banned.findall(text):
            if match.lower() not in quoted:
                advice = "say it plainly, or name it in `quotes` if you warn of it"
                yield Issue(path, f"the banned word '{match}'", advice)
    yield from _hint_issues(catalogue)


def markup_issues(path: KeyPath, text: str) -> Iterator[Issue]:
    if MARKUP.search(text):
        yield Issue(path, "HTML has no place here", "write plain text")


def _hint_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """Hints that end with a stop: the paper joins them with stops of its own."""
    for index, question in enumerate(catalogue.questions):
        for number, wording in enumerate(question.wordings):
            at: KeyPath = ("questions", index, "wordings", number, "hints")
            for hint in {hint for voice in VOICES for hint in wording.hints.of(voice)}:
                if hint.endswith(ENDS_A_HINT):
                    yield Issue(at, f"the hint “{hint}” ends with a stop", "take the stop away")


def _percent(language: str) -> re.Pattern[str]:
    in_words = IN_WORDS.get(language.partition("-")[0])
    return re.compile("|".join(filter(None, (PERCENT, in_words))), re.IGNORECASE)


def _banned(words: tuple[str, ...]) -> re.Pattern[str]:
    """Match the words as whole words: "war" is banned, "warning" is not. Without words nothing matches."""
    if not words:
        return re.compile(r"(?!)")
    return re.compile(r"\b(" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)
