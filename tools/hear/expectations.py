"""What must be heard of a page, and what must not."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tools.hear.listener import Heard

NOT_A_WORD = re.compile(r"[^\w']+")
WRITE_ON = re.compile(r"_{3,}")


@dataclass(frozen=True)
class Expectation:
    """One of `phrases` is heard, from `least` to `most` times. `fault` says that it is not so."""

    fault: str
    phrases: tuple[str, ...]
    least: int = 1
    most: float = math.inf
    on_arrival: bool = False

    def holds(self, heard: Heard) -> bool:
        said = words(heard.arrival if self.on_arrival else heard.reading)
        times = sum(len(re.findall(rf"\b{re.escape(words([phrase]))}\b", said)) for phrase in self.phrases)
        return self.least <= times <= self.most


def says(*phrases: str, times: int = 1) -> Expectation:
    """Return that one of these is heard when the page is read from its top to its end."""
    often = "" if times == 1 else f" {times} times"
    return Expectation(f"“{phrases[0]}” is not heard{often}", phrases, least=times)


def opens_with(*phrases: str) -> Expectation:
    """Return that one of these is heard when the page opens, before it is read."""
    return Expectation(f"“{phrases[0]}” is not heard when the page opens", phrases, on_arrival=True)


def never(fault: str, *phrases: str) -> Expectation:
    return Expectation(fault, phrases, least=0, most=0)


def words(lines: Iterable[str]) -> str:
    """Return the words alone: a reader pauses within sentences, and where lines of a PDF end."""
    text = WRITE_ON.sub(" underscore ", " ".join(lines).casefold().replace("’", "'"))  # noqa: RUF001
    return " ".join(NOT_A_WORD.sub(" ", text).split())


def spoken(line: str) -> str:
    """Return how a line to fill in must be heard."""
    return " ".join(WRITE_ON.sub(" blank ", line.replace("[ ]", " box ")).split())


def unheard(pages: Iterable[Heard]) -> list[str]:
    """Return a line for each expectation that does not hold."""
    return [
        f"{heard.page}: {expectation.fault}"
        for heard in pages
        for expectation in heard.expected
        if not expectation.holds(heard)
    ]
