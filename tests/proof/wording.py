"""Every text that people read, and what in it is looked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.catalogues import real

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NOT_READ = {"sources", "people", "banned_words", "quotes", "review"}
PRAISE = (
    "best", "leading", "promising", "superior", "effective", "amazing", "world-class", "cutting-edge",
    "proven", "state-of-the-art", "you have CRS", "cure", "cured", "fight", "brave", "normal", "just",
    "safe", "better",
)  # fmt: skip
DOSE = re.compile(r"\d\s*(mg|mcg|µg|g|ml|units?|cells?|tablets?|pills?|doses?)\b|/\s?kg\b", re.IGNORECASE)
VERDICT = re.compile(
    r"\b(you|they|the patient) (are|is|may be|might be|could be|would be|seem|qualify)\b[^.?!]*"
    r"\b(candidates?|eligible|suitable|qualify)\b",
    re.IGNORECASE,
)
MEDICINE = re.compile(
    r"^(please |always |never |do not |don't )?(stop|start|skip|take|avoid|delay|hold|double|reduce|pause)\b"
    r"|\b(you|they) (should|must|need to|have to) (not )?(stop|start|skip|take|avoid|delay|hold|reduce)\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.!?])\s+")


def _texts(data: Any, path: tuple[str, ...] = (), name: str = "") -> Iterator[tuple[str, str]]:
    """Every text that people read, with the id of what it belongs to, or else the place in the file."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key not in NOT_READ:
                yield from _texts(value, (*path, key), data.get("id", name))
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _texts(value, path, name)
    elif isinstance(data, str):
        yield name or ".".join(path[:2]), data


def sentences() -> Iterator[tuple[str, str]]:
    """Every sentence that people read, after the id of what it belongs to, or its place in the file."""
    for place, text in _texts(real().model_dump()):
        if " " in text:
            yield from ((place, sentence) for sentence in SENTENCE.split(text))


def holding(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The sentences with one of these words."""
    pattern = re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, words)) + r")(?![\w-])", re.IGNORECASE)
    yield from ((place, sentence) for place, sentence in sentences() if pattern.search(sentence))


def told() -> Iterator[tuple[str, str]]:
    """The sentences, questions aside, that tell somebody to start, stop or leave out something."""
    for place, sentence in sentences():
        if MEDICINE.search(sentence) and not sentence.rstrip("”").endswith("?"):
            yield place, sentence
