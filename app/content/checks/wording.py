from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.content.issues import Issue
from app.content.placeholders import KNOWN, PLACEHOLDER
from app.content.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.models import Catalogue

MARKUP = re.compile(r"</?[a-zA-Z!]|&#?\w+;")
PERCENT = re.compile(r"\d\s*%|\bper ?cent\b", re.IGNORECASE)


def wording_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """Markup, unknown placeholders, percentages and banned words in any text that people read."""
    # As whole words: "war" is banned, "warning" is not.
    banned = re.compile(r"\b(" + "|".join(map(re.escape, catalogue.banned_words)) + r")\b", re.IGNORECASE)
    for path, text, quoted in texts_of(catalogue.model_dump()):
        if MARKUP.search(text):
            yield Issue(path, "HTML has no place here", "write plain text")
        for match in PLACEHOLDER.findall(text):
            yield Issue(path, f"unknown placeholder {match}", f"only {KNOWN} are filled in")
        if PERCENT.search(text):
            yield Issue(path, "a number in per cent", "write 'out of 100 people', not per cent")
        for match in banned.findall(text):
            if match.lower() not in quoted:
                advice = "say it plainly, or name it in `quotes` if you warn of it"
                yield Issue(path, f"the banned word '{match}'", advice)
