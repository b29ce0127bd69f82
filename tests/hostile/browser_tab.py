"""A browser tab that remembers the initial values of its form, to submit it late or twice."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.core.free_text import clean
from tests.hostile.visitor_model import OWN
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

    from tests.hostile.visitor_model import VisitorModel
    from tests.web.linter import LintingClient

APPOINTMENT = ("month", "day", "year")
COLUMNS = ("column_1", "column_2", "column_3")
TYPED = (*OWN, *APPOINTMENT, "visit_with", *COLUMNS)
Entered = dict[str, list[str]]


@dataclass
class Tab:
    client: LintingClient
    session_number: int = 0  # the session that the page belongs to; clearing starts a new one
    shown: Entered = field(default_factory=dict)
    sent: tuple[str, MultiDict[str, str], Entered, Entered, int] | None = None

    def __post_init__(self) -> None:
        self.visitor = Visitor(self.client)

    @property
    def path(self) -> str:
        return self.visitor.address.partition("#")[0].partition("?")[0]

    def open(self, address: str, session_number: int) -> None:
        self.visitor.open(address)
        self.arrived(session_number)

    def arrived(self, session_number: int) -> None:
        self.session_number, self.shown = session_number, deepcopy(self.visitor.form.entered())

    def was_refused(self, model: VisitorModel, session_number: int) -> None:
        """Set the initial values of the returned error page: the stored ones, or those first shown."""
        outlived, before = self.session_number != session_number, self.shown
        self.arrived(session_number)
        self.shown |= {name: [""] if outlived else before[name] for name in TYPED if name in before}
        if self.path == "/questions/more":
            self.shown["q"] = []
        if self.path == "/questions":
            on = {"q": model.printed(), "star": model.stars}
            self.shown |= {box: [name for name in on[box] if name in self.boxes(box)] for box in on}

    def boxes(self, name: str) -> list[str]:
        return [control.value for control in self.visitor.form.controls if control.name == name]

    def set_box(self, name: str, value: str, *, on: bool) -> None:
        (self.visitor.tick if on else self.visitor.untick)(name, value)


def changes(shown: Entered, entered: Entered, name: str) -> dict[str, bool]:
    """Return the changed checkboxes with their new state, in page order."""
    before, now = shown.get(name, []), entered.get(name, [])
    return {box: box in now for box in [*now, *before] if (box in now) != (box in before)}


def texts(shown: Entered, entered: Entered, names: tuple[str, ...]) -> dict[str, str]:
    """Return the changed texts, cleaned."""
    now = {name: clean(entered[name][0]) for name in names}
    return {name: text for name, text in now.items() if clean(shown[name][0]) != text}
