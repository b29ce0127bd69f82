"""The ease of reading of a Spanish text on the scale of Fernández-Huerta, with syllables counted by rule."""

from __future__ import annotations

import re

from app.content.readability import sentences

# As the scale has it; the number of words in a sentence, as Law (2011) read the second term.
WHOLE, EACH_SYLLABLE, EACH_WORD = 206.84, 60, 1.02
SILENT_U = re.compile(r"(?<=[gq])u(?=[eiéí])")
VOWELS = re.compile(r"[aeiouáéíóúü]+")
STRONG = re.compile(r"[aeoáéíóú]")  # an accent makes a weak vowel strong: "dí-a", but "dia-rio"


def ease(text: str) -> float:
    """Return how easy a text is, to one decimal: from 70 on for the sixth grade, from 60 on for the eighth.

    A text without words counts as easy: 100. A sentence ends as `readability.sentences` says.
    """
    words = [word for word in text.split() if re.search(r"\w", word)]
    if not words:
        return 100.0
    each_sentence = len(words) / len(sentences(text))
    each_word = sum(map(syllables, words)) / len(words)
    return round(WHOLE - EACH_SYLLABLE * each_word - EACH_WORD * each_sentence, 1)


def syllables(word: str) -> int:
    """Count the strong vowels of each group of vowels, or one for a group of weak ones; at least 1."""
    letters = SILENT_U.sub("", word.lower())
    return sum(max(1, len(STRONG.findall(group))) for group in VOWELS.findall(letters)) or 1
