"""The Flesch-Kincaid grade of a text, with syllables and sentences counted by rule."""

from __future__ import annotations

import re

# Counted by rule and not by dictionary: a word list would have to hold the names of new medicines.
VOWEL_GROUPS = re.compile(r"[aeiouy]+")
# A silent e ("cure", but not "table"), and the endings -ed and -es where they are not spoken.
SILENT_ENDINGS = re.compile(r"(?:[^aeiouyl]|[aeiouy]l)e$|[^aeiouydt]ed$|[^aeiouyscgxz]es$")
# Two vowels that are spoken apart: "di-arrhea", "sci-ence", "go-ing", "are-a", "us-ual".
TWO_SYLLABLES = re.compile(r"(?<![ctg])i(?:a|ou)|(?<=[cs])ien|[eo]ing|(?<=..)ea$|ual")
SENTENCE_END = re.compile(r"(?<=[.!?…])[”)\]]*\s+")


def grade(text: str) -> float:
    """Return the years of school that a text asks for, to one decimal; 0 for a text without words.

    A sentence ends with `.`, `!`, `?` or `…`: give headings and items of a list an end of their own.
    """
    words = [part for word in text.split() for part in word.split("-") if re.search(r"\w", part)]
    if not words:
        return 0.0
    each_sentence = len(words) / len(sentences(text))
    each_word = sum(syllables(word) for word in words) / len(words)
    return round(0.39 * each_sentence + 11.8 * each_word - 15.59, 1)


def syllables(word: str) -> int:
    """Count groups of vowels, without the silent ones at the end, and those that are two; at least 1."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    found = (
        len(VOWEL_GROUPS.findall(letters))
        + len(TWO_SYLLABLES.findall(letters))
        - len(SILENT_ENDINGS.findall(letters))
    )
    return max(found, 1)


def sentences(text: str) -> list[str]:
    """Split a text where a sentence ends and white space follows."""
    return [sentence for sentence in SENTENCE_END.split(text) if sentence]


def length(sentence: str) -> int:
    """Count the words of a sentence; one with hyphens is one word."""
    return len(re.findall(r"\w[\w'.,-]*", sentence))
