"""What a translation must have in common with its original: numbers, places to write, what is filled in."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from app.content.placeholders import PLACE_TO_WRITE, PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.translation.entry import Entry

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
VALUE = re.compile(r"%\((\w+)\)[sd]")  # what the program fills in: %(number)d


def differences(entry: Entry) -> Iterator[str]:
    """Yield in words what differs between the translation of an entry and its original."""
    if len(entry.original) > 1:
        yield from _values_of_plurals(entry)
        return
    for name, of in (("numbers", _numbers), ("lines and boxes", _places), ("placeholders", _filled_in)):
        here, there = of(entry.texts[0]), of(entry.original[0])
        if here != there:
            yield f"its {name} are {_listed(here)}; in the original {_listed(there)}"
    yield from _broken_percent(entry)


def _values_of_plurals(entry: Entry) -> Iterator[str]:
    """A form may leave a value out, as "one question" does; none may name another one."""
    known = {name for text in entry.original for name in VALUE.findall(text)}
    for text in entry.texts:
        if unknown := set(VALUE.findall(text)) - known:
            yield f"unknown placeholders {_listed(sorted(unknown))}; in the original {_listed(sorted(known))}"
    yield from _broken_percent(entry)


def _broken_percent(entry: Entry) -> Iterator[str]:
    """A text that values are filled into needs its other percent signs twice."""
    if not any(VALUE.search(text) for text in entry.original):
        return
    for text in entry.texts:
        try:
            _ = text % defaultdict[str, int](int)
        except (ValueError, TypeError):
            yield "a % that begins no placeholder; write %%"


def _numbers(text: str) -> list[str]:
    """Return the numbers, smallest first, in any order: a comma may stand for a point."""
    return sorted(number.replace(",", ".") for number in NUMBER.findall(VALUE.sub("", text)))


def _places(text: str) -> list[str]:
    """Return blanks and boxes in their order; a blank may be longer or shorter."""
    return ["___" if "_" in place else place for place in PLACE_TO_WRITE.findall(text)]


def _filled_in(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text) + [f"%({name})" for name in VALUE.findall(text)])


def _listed(found: list[str]) -> str:
    return ", ".join(found) or "none"
