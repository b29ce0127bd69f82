"""What a person types: a few short texts that are printed and never stored on the server."""

from __future__ import annotations

import datetime as dt
import unicodedata

from app.content import OWN_TOPIC
from app.content.types import FrozenModel

MAX_OWN_QUESTIONS = 5
MAX_QUESTION_LENGTH = 200
MAX_NAME_LENGTH = 60
MAX_COLUMNS = 3
MAX_COLUMN_LENGTH = 40
OWN_IDS = tuple(f"{OWN_TOPIC}-{number}" for number in range(1, MAX_OWN_QUESTIONS + 1))  # ids of the slots

# Control, format (bidi overrides, zero-width) and surrogate characters: invisible, so never intended.
INVISIBLE_CATEGORIES = {"Cc", "Cf", "Cs"}


class FreeText(FrozenModel):
    """Own questions by slot ("" = empty slot), the appointment, and the columns of the comparison sheet."""

    own: tuple[str, ...] = ()
    visit_date: dt.date | None = None
    visit_with: str = ""
    columns: tuple[str, ...] = ()

    def own_questions(self) -> dict[str, str]:
        """Return the filled slots as text by id. Ids are fixed, so a star stays with its question."""
        return {name: text for name, text in zip(OWN_IDS, self.own, strict=False) if text}


def clean(text: str) -> str:
    """Return the text in NFC on one line: invisible characters out, runs of white space folded."""
    # White space first: some of it is of category Cc and would join two words.
    spaced = "".join(" " if char.isspace() else char for char in text)
    visible = "".join(char for char in spaced if unicodedata.category(char) not in INVISIBLE_CATEGORIES)
    return " ".join(unicodedata.normalize("NFC", visible).split())
