"""What came of the questions at a visit: what a person writes down after it, or types during it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

import pydantic

from app.content.types import FrozenModel
from app.core.free_text import shortened

State = Literal["answered", "asked", "open"]
STATES: tuple[State, ...] = ("answered", "asked", "open")
Outcome = Literal["answered", "asked", "written", "open"]
OUTCOMES: tuple[Outcome, ...] = ("answered", "asked", "written", "open")
MAX_HEARD_LENGTH = 1000
MAX_VISITS = 20  # that are read from a saved sheet
ID = re.compile(r"(?!.*-was$)[A-Za-z0-9_-]{1,80}", re.ASCII)  # of a question, also of another catalogue


class Note(FrozenModel):
    """What came of one question: `asked` was put and not answered, `open` not yet put.

    `own` is the question itself if the person wrote it: another one may take its id.
    """

    state: State = "open"
    heard: str = ""
    own: str = ""

    @property
    def outcome(self) -> Outcome:
        """What can truly be said of the question: one with a text and no state picked was not "not asked"."""
        return "written" if self.state == "open" and self.heard else self.state


class Visit(FrozenModel):
    """One visit: notes by the id of the question, in the order of the sheet that was taken along.

    `stage` is where the person was when that sheet was made, `now` where they are after the visit.
    `finished`: the next sheet was made from it. Before that it may be written on.
    """

    date: dt.date | None = None
    visit_with: str = ""
    stage: str = ""
    now: str = ""
    notes: dict[str, Note] = pydantic.Field(default_factory=dict)
    other: str = ""
    finished: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing came of it that was picked or typed."""
        return not self.other and all(note.outcome == "open" for note in self.notes.values())

    def ids(self, *outcomes: Outcome) -> tuple[str, ...]:
        """Return the questions of which one of these came."""
        return tuple(name for name, note in self.notes.items() if note.outcome in outcomes)


def with_short_notes(visit: Visit, longest: int) -> Visit:
    """Return a visit with texts of at most so many characters; what is cut ends with "…"."""
    notes = {
        name: note.model_copy(update={"heard": shortened(note.heard, longest)})
        for name, note in visit.notes.items()
    }
    return visit.model_copy(update={"notes": notes, "other": shortened(visit.other, longest)})


def begun(visits: tuple[Visit, ...]) -> Visit | None:
    """Return the visit that is still being written on, or None."""
    return visits[-1] if visits and not visits[-1].finished else None


def with_begun(visits: tuple[Visit, ...], visit: Visit) -> tuple[Visit, ...]:
    """Return the visits with this one in place of the one that is being written on, or behind all."""
    return (*(each for each in visits if each.finished), visit)
