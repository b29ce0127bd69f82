"""What was typed and ticked in the fields of a PDF, put back into the lines that the paper has."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from app.content.placeholders import PLACE_TO_WRITE
from app.core.free_text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Values = Mapping[str, str | bool]
    """Texts and ticks by the name of the field; empty ones are missing."""

BLANK, TICKED = "___", "[x]"
ENDS = (".", "!", "?", "…")
ENDS_A_LABEL = (":", "?", "…")
CLOSING = "”\u2019\"')»"  # what may stand behind the end of a sentence


class Fields:
    """The fields of a PDF; what is taken of them is gone, so that `names` are those left."""

    def __init__(self, values: Values) -> None:
        self._left = dict(values)

    @property
    def names(self) -> list[str]:
        return [*self._left]

    def text(self, name: str, *, lines: bool = False) -> str:
        value = self._left.pop(name, "")
        return clean(value, lines=lines) if isinstance(value, str) else ""

    def words(self, name: str) -> str:
        """Return a text whose lines stand in one line of other words."""
        return ", ".join(line.rstrip(",") for line in self.text(name, lines=True).splitlines() if line)

    def is_ticked(self, name: str) -> bool:
        return bool(self._left.pop(name, False))

    def lines(self, lines: Iterable[str], name: str) -> Iterator[str]:
        """Yield each line with what was filled in in place of its blanks and boxes, if anything was."""
        numbers = count(1)
        for line in lines:
            pieces = PLACE_TO_WRITE.split(line)
            given = [self._left.pop(f"{name}-{next(numbers)}", None) for _place in pieces[1::2]]
            pieces[1::2] = [_in_place(*each) for each in zip(pieces[1::2], given, strict=True)]
            if any(given):
                yield "".join(pieces)


def _in_place(place: str, value: object) -> str:
    if isinstance(value, str):
        return clean(value)
    return (TICKED if value else place) if place == "[ ]" else BLANK


def labelled(label: str, text: str) -> str:
    """Return a text behind its label, with a colon between them where the label has no end of its own."""
    return f"{label}{'' if not label or label.endswith(ENDS_A_LABEL) else ':'} {text}".strip()


def sentence(text: str) -> str:
    """Return a text with an end, if it has none."""
    return text if text.rstrip(CLOSING).endswith(ENDS) else f"{text}."
