"""What a person types: a few short texts that are printed and nowhere stored on the server."""

from __future__ import annotations

import datetime as dt
import unicodedata

from pydantic import BaseModel, ConfigDict

OWN_QUESTIONS = 5
LONGEST_QUESTION = 200
LONGEST_NAME = 60
COLUMNS = 3
LONGEST_COLUMN = 40

# Control, format (bidi overrides, zero-width) and surrogate characters: invisible, so nobody means them.
INVISIBLE = {"Cc", "Cf", "Cs"}


class Typed(BaseModel):
    """Own questions by slot ("" = empty slot), the appointment, and the columns of the comparison sheet."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    own: tuple[str, ...] = ()
    visit_date: dt.date | None = None
    visit_with: str = ""
    columns: tuple[str, ...] = ()

    def own_questions(self) -> dict[str, str]:
        """Filled slots as id -> text; the id of a slot never changes, so a star stays with its question."""
        return {own_id(slot): text for slot, text in enumerate(self.own[:OWN_QUESTIONS]) if text}


def own_id(slot: int) -> str:
    return f"own-{slot + 1}"


def clean(text: str) -> str:
    """Return the text in NFC on one line: invisible characters out, runs of white space folded."""
    spaced = "".join(" " if char.isspace() else char for char in text)
    visible = "".join(char for char in spaced if unicodedata.category(char) not in INVISIBLE)
    return " ".join(unicodedata.normalize("NFC", visible).split())
