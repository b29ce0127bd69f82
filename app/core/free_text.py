"""What a person types: a few short texts that are printed and never stored on the server."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import TYPE_CHECKING

from app.content import OWN_TOPIC
from app.content.characters import UNSEEN, UNSEEN_OUTSIDE_PICTURES
from app.content.types import FrozenModel

if TYPE_CHECKING:
    from collections.abc import Callable

    Unprintable = Callable[[str], tuple[str, ...]]  # what of a text no font can print

MAX_OWN_QUESTIONS = 5
MAX_QUESTION_LENGTH = 200
MAX_NAME_LENGTH = 60
MAX_COLUMNS = 3
MAX_COLUMN_LENGTH = 40
OWN_IDS = tuple(f"{OWN_TOPIC}-{number}" for number in range(1, MAX_OWN_QUESTIONS + 1))  # ids of the slots

# Composing takes time that grows with the square of a run of marks. NFC makes one character of four at most:
# a text above this is too long for every field on the sheet, and for a note of a visit.
MAX_COMPOSED = 4_000
MANY_LINES = re.compile(r"\n{3,}")
CUT = "…"


class FreeText(FrozenModel):
    """Own questions by slot ("" = empty slot), the appointment, and the columns of the comparison sheet."""

    own: tuple[str, ...] = ()
    visit_date: dt.date | None = None
    visit_with: str = ""
    columns: tuple[str, ...] = ()

    def own_questions(self) -> dict[str, str]:
        """Return the filled slots as text by id. Ids are fixed, so a star stays with its question."""
        return {name: text for name, text in zip(OWN_IDS, self.own, strict=False) if text}


def clean(text: str, *, lines: bool = False) -> str:
    """Return the text in NFC, without what nobody sees; runs of white space are folded.

    It is on one line, or has its `lines`, with at most one empty line between two. A text that is longer than
    MAX_COMPOSED even so is not composed.
    """
    return _folded(text, UNSEEN, lines=lines)


def as_seen(text: str, *, lines: bool = False) -> str:
    """Return the text like `clean`, but with what joins pictures: for showing it to whoever typed it."""
    return _folded(text, UNSEEN_OUTSIDE_PICTURES, lines=lines)


def printable(text: str, longest: int, unprintable: Unprintable, *, lines: bool = False) -> str:
    """Return what a form would take of a text: clean, of characters that can be printed, at most so long."""
    kept = clean(text[: 4 * longest], lines=lines)
    for odd in unprintable(kept):
        kept = kept.replace(odd, "")
    return clean(clean(kept, lines=lines)[:longest], lines=lines)


def _folded(text: str, unseen: re.Pattern[str], *, lines: bool) -> str:
    visible = "\n".join(_on_one_line(line, unseen) for line in (text.splitlines() if lines else [text]))
    visible = MANY_LINES.sub("\n\n", visible).strip("\n")
    return unicodedata.normalize("NFC", visible) if len(visible) <= MAX_COMPOSED else visible


def shortened(text: str, longest: int) -> str:
    """Return a text of at most so many characters; one that is cut says so by its end."""
    return text if len(text) <= longest else f"{text[: max(0, longest - len(CUT))].rstrip()}{CUT}"


def _on_one_line(text: str, unseen: re.Pattern[str]) -> str:
    # White space first: some of it is a control character too, and would join two words.
    spaced = " ".join(text.split())
    return " ".join(unseen.sub("", spaced).split())
