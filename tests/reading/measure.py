"""How hard a text is to read, measured twice."""

from __future__ import annotations

import warnings

from app.content import readability as reading

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # textstat asks for pkg_resources, which warns whoever does so
    import textstat  # type: ignore[import-untyped]


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade, the higher one of two ways to count syllables.

    textstat counts where a word may be hyphenated: one in "many", "any" and "area". So it flatters.
    """
    return max(reading.grade(text), float(textstat.flesch_kincaid_grade(text)))


def syllables_for_textstat(word: str) -> int:
    return int(textstat.syllable_count(word))
