"""The words of the list, found in texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# A term may have a second name in brackets, such as its abbreviation.
TERM = re.compile(r"(.*?)(?: \((.*)\))?")
PLURALS = (("ies", "(?:y|ies)"), ("y", "(?:y|ies)"), ("is", "is"), ("s", "s?"), ("", "s?"))
SHORT = "word"


def names(term: str) -> list[str]:
    """Return the name and, from its brackets, the other name or abbreviation."""
    match = TERM.fullmatch(term)
    return [name for name in match.groups() if name] if match else []


def pattern(name: str) -> str:
    """Match a name as a whole word, in the singular and in the plural."""
    ending, either = next((ending, either) for ending, either in PLURALS if name.endswith(ending))
    return rf"(?<![\w-]){re.escape(name.removesuffix(ending))}{either}(?![\w-])"


def stands_in(term: str, text: str) -> bool:
    """Whether a text names a term, by its name or its abbreviation."""
    return any(re.search(pattern(name), text, flags=re.IGNORECASE) for name in names(term))


def with_short_terms(text: str, terms: Iterable[str]) -> str:
    """Put a short word in the place of each word of the terms; the text keeps its number of words."""
    for name in sorted((name for term in terms for name in names(term)), key=len, reverse=True):
        text = re.sub(pattern(name), lambda found: re.sub(r"\w+", SHORT, found[0]), text, flags=re.IGNORECASE)
    return text
