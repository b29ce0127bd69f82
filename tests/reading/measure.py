"""How hard a text is to read."""

from __future__ import annotations

import re
import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # textstat asks for pkg_resources, which warns whoever does so
    import textstat  # type: ignore[import-untyped]

VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(r"(?:[^aeiouyl]|[aeiouy]l)e$|[^aeiouydt]ed$|[^aeiouyscgxz]es$")
APART = re.compile(r"(?<![ctg])i(?:a|ou)|(?<=[cs])ien|[eo]ing|(?<=..)ea$|ual")
SENTENCE = re.compile(r"(?<=[.!?…])[”)\]]*\s+")


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade, the higher one of two ways to count syllables.

    textstat counts where a word may be hyphenated: one in "many", "any" and "area". So it flatters.
    """
    words = [part for word in text.split() for part in word.split("-") if re.search(r"\w", part)]
    each_sentence = len(words) / int(textstat.sentence_count(text))
    each_word = sum(syllables(word) for word in words) / len(words)
    ours = 0.39 * each_sentence + 11.8 * each_word - 15.59
    theirs = float(textstat.flesch_kincaid_grade(text))
    return max(round(ours, 1), theirs)


def syllables(word: str) -> int:
    """Count groups of vowels, without the silent ones at the end, and those that are two."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    found = len(VOWELS.findall(letters)) + len(APART.findall(letters)) - len(SILENT.findall(letters))
    return max(found, 1)


def syllables_for_textstat(word: str) -> int:
    return int(textstat.syllable_count(word))


def sentences(text: str) -> list[str]:
    return [sentence for sentence in SENTENCE.split(text) if sentence]


def length(sentence: str) -> int:
    """Count the words of a sentence; one with hyphens is one word."""
    return len(re.findall(r"\w[\w'.,-]*", sentence))
