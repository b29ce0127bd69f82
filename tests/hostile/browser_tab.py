"""A tab of a browser that remembers what its form first showed, so that it can be sent late, or twice."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.core.free_text import clean
from tests.hostile.visitor_model import OWN
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

    from tests.hostile.visitor_model import Truth
    from tests.web.linter import LintingClient

APPOINTMENT = ("month", "day", "year")
COLUMNS = ("column_1", "column_2", "column_3")
TYPED = (*OWN, *APPOINTMENT, "visit_with", *COLUMNS)
Entered = dict[str, list[str]]


@dataclass
class Tab:
    client: LintingClient
    life: int = 0  # which of the visitor's lives the page belongs to: each clearing begins a new one
    shown: Entered = field(default_factory=dict)
    sent: tuple[str, MultiDict[str, str], Entered, Entered, int] | None = None

    def __post_init__(self) -> None:
        self.visitor = Visitor(self.client)

    @property
    def path(self) -> str:
        return self.visitor.address.partition("#")[0].partition("?")[0]

    def open(self, address: str, life: int) -> None:
        self.visitor.open(address)
        self.arrived(life)

    def arrived(self, life: int) -> None:
        self.life, self.shown = life, deepcopy(self.visitor.form.entered())

    def was_refused(self, truth: Truth, life: int) -> None:
        """Remember what the page that came back compares with: what is kept, and what it first showed."""
        outlived, before = self.life != life, self.shown
        self.arrived(life)
        self.shown |= {name: [""] if outlived else before[name] for name in TYPED if name in before}
        if self.path == "/questions":
            stars = [name for name in truth.stars if name in self.boxes("star")]
            self.shown |= {"q": truth.printed(), "star": stars}

    def boxes(self, name: str) -> list[str]:
        return [control.value for control in self.visitor.form.controls if control.name == name]

    def set_box(self, name: str, value: str, *, on: bool) -> None:
        (self.visitor.tick if on else self.visitor.untick)(name, value)


def changes(shown: Entered, entered: Entered, name: str) -> dict[str, bool]:
    """Return the boxes that the visitor changed, with what they are now, in the order of the page."""
    before, now = shown.get(name, []), entered.get(name, [])
    return {box: box in now for box in [*now, *before] if (box in now) != (box in before)}


def texts(shown: Entered, entered: Entered, names: tuple[str, ...]) -> dict[str, str]:
    """Return the texts that the visitor changed, as they are to be kept."""
    now = {name: clean(entered[name][0]) for name in names}
    return {name: text for name, text in now.items() if clean(shown[name][0]) != text}
