"""The words of the list, found in texts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# A term may have a second name in brackets, such as its abbreviation.
TERM = re.compile(r"(.*?)(?: \((.*)\))?")
# How the ending of a word may also be written, by language; the first that fits. Others have no rule here.
ENDINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (("ies", "(?:y|ies)"), ("y", "(?:y|ies)"), ("is", "is"), ("s", "s?"), ("", "s?")),
    "es": (
        ("iones", "i(?:ón|ones)"),
        ("ión", "i(?:ón|ones)"),
        ("z", "(?:z|ces)"),
        ("ces", "(?:z|ces)"),
        ("is", "is"),
        ("s", "s?"),
        ("a", "as?"),
        ("e", "es?"),
        ("o", "os?"),
        ("", "(?:es)?"),
    ),
}
WORD = re.compile(r"(\w+)")
SHORT = "word"


def names(term: str) -> list[str]:
    """Return the name and, from its brackets, the other name or abbreviation."""
    match = TERM.fullmatch(term)
    return [name for name in match.groups() if name] if match else []


def pattern(name: str, language: str) -> str:
    """Match a name as a whole word, in the singular and in the plural of a language."""
    base, parts = language.partition("-")[0], WORD.split(name)
    # In Spanish each word may have its plural: "célula madre", "células madre".
    inflected = range(1, len(parts), 2) if base == "es" else (len(parts) - 2,)
    either = (
        _either(part, base) if place in inflected else re.escape(part) for place, part in enumerate(parts)
    )
    return rf"(?<![\w-]){''.join(either)}(?![\w-])"


def _either(word: str, language: str) -> str:
    """Match the singular and the plural of a word."""
    endings = ENDINGS.get(language, (("", ""),))
    ending, either = next((ending, either) for ending, either in endings if word.endswith(ending))
    return re.escape(word.removesuffix(ending)) + either


def stands_in(term: str, text: str, language: str) -> bool:
    """Whether a text in a language names a term, by its name or its abbreviation."""
    return any(each.search(text) for each in _patterns(term, language))


@lru_cache(1_000)
def _patterns(term: str, language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern(name, language), flags=re.IGNORECASE) for name in names(term))


def with_short_terms(text: str, terms: Iterable[str], language: str) -> str:
    """Put a short word in the place of each word of the terms; the text keeps its number of words."""
    for name in sorted((name for term in terms for name in names(term)), key=len, reverse=True):
        text = re.sub(
            pattern(name, language), lambda found: re.sub(r"\w+", SHORT, found[0]), text, flags=re.IGNORECASE
        )
    return text
