"""The content of a sheet as plain data: the input of every maker. Imports nothing of the app."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

FONTS = Path(__file__).parents[2] / "static" / "fonts"
REGULAR, BOLD = FONTS / "HyperlegibleOpenZero-Regular.ttf", FONTS / "HyperlegibleOpenZero-Bold.ttf"


class Line(NamedTuple):
    """A question on the sheet: its number and text, the hint below it, the lines to fill in."""

    ask: str
    hint: str
    fill: tuple[str, ...]


@dataclass(frozen=True)
class Job:
    """`person` is for us, `page` the HTML of the web page for a browser; the rest is the content as data."""

    person: dict[str, Any]
    page: str
    title: str
    notice: str
    situation: str
    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    lines: tuple[str, ...]
    about: str

    @classmethod
    def restored(cls, data: dict[str, Any]) -> Job:
        groups = tuple((title, tuple(Line(*each) for each in lines)) for title, lines in data["groups"])
        return cls(**{**data, "groups": groups})

    def data(self) -> dict[str, Any]:
        return asdict(self)
