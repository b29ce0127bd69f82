"""Lines to fill in by hand: runs of text, blanks and boxes, with blanks as long as the line has room."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Literal

from flask_babel import gettext as _

from app.content.placeholders import PLACE_TO_WRITE
from app.web.service import service

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.content.types import Size

CLOSES = re.compile(r"[.,;:?!)\]”\u2019]+")
# What belongs to the blank or box before it, then the label of the next one: "no Grade:", "people Dose:".
TWO_LABELS = re.compile(r"([^A-Z:]*[^A-Z:\s])\s+([A-Z][^:]*:)")
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
SPACE_EM = 0.28  # of the text font
BOX_EM = 2.1  # with its margins
SHORTEST = 3.5  # a blank that holds its word
LONGEST_GROWTH = 2.2  # a longer blank looks like a line that belongs to nothing
# The narrowest line of the paper in em of its letters: 171, 169 and 166 mm (static/sheet.css).
LINE_EM: dict[Size, float] = {"standard": 40, "large": 29.5, "giant": 26}
CIRCLES_EM = 8.5  # what the circles take from it at standard size


@dataclass(frozen=True)
class Piece:
    """A run of text, a blank (`em` long, then what closes the sentence) or a box to tick."""

    kind: Literal["text", "blank", "box"]
    text: str = ""
    em: float = 0

    @property
    def filling(self) -> str:
        """What makes a blank as long as it is: a word that is heard and not seen, then spaces."""
        word = _("blank")
        spaces = round((self.em - _width(word)) / SPACE_EM)
        return word + NO_BREAK_SPACE * max(spaces, 1)

    @property
    def gap(self) -> str:
        """The same length without the word, under a field."""
        return NO_BREAK_SPACE * max(round(self.em / SPACE_EM), 1)


Segment = tuple[Piece, ...]
Row = tuple[Segment, ...]


def rows(text: str, line_em: float) -> list[Row]:
    """Split a line to fill in into rows of at most `line_em`.

    `___` is a blank of at least as many em as it has underscores, if the line has them; `[ ]` is a box to
    tick. A row breaks between groups: a label with its blank or its boxes. A segment never wraps: it keeps a
    label with its blank, and a box with its label. With no `line_em`, each group is a row of its own.
    """
    found: list[Row] = []
    for group in _groups([_within(segment, line_em) for segment in _segments(_pieces(text))]):
        if found and _em((*found[-1], *group)) <= line_em:
            found[-1] = (*found[-1], *group)
        else:
            found.append(group)
    return [_grown(row, line_em) for row in found]


def has_places(text: str) -> bool:
    """Whether there is something to fill in by hand."""
    return PLACE_TO_WRITE.search(text) is not None


def as_label(text: str) -> str:
    """Return a line to fill in without its places: blanks become dots, boxes a stroke between their words."""
    if not has_places(text):
        return text
    said, before = list[str](), ""
    for piece in _pieces(text):
        if piece.kind == "text" and CLOSES.fullmatch(piece.text) and said:
            said[-1] += piece.text.lstrip(".")
        elif piece.kind == "text":
            said += (
                ["·", piece.text] if said and before != "box" and piece.text[:1].isupper() else [piece.text]
            )
        elif piece.kind == "blank":
            said.append("…")
        elif said and said[-1][-1] not in ":…":
            said.append("/")
        before = piece.kind
    return " ".join(said)


def _pieces(text: str) -> Iterable[Piece]:
    for number, part in enumerate(PLACE_TO_WRITE.split(text)):
        if part == "[ ]":
            yield Piece("box")
        elif number % 2:
            yield Piece("blank", em=len(part))
        elif part.strip():
            both = TWO_LABELS.fullmatch(part.strip()) if number else None
            yield from (Piece("text", each) for each in (both.groups() if both else (part.strip(),)))


def _segments(pieces: Iterable[Piece]) -> list[Segment]:
    found: list[Segment] = []
    for piece in pieces:
        last = found[-1][-1] if found else None
        if last and last.kind == "blank" and CLOSES.fullmatch(piece.text):
            found[-1] = (*found[-1][:-1], replace(last, text=piece.text))
        elif not last or piece.kind == "box" or last.kind == "blank" or _begins(piece):
            found.append((piece,))
        else:
            found[-1] = (*found[-1], piece)
    return found


def _begins(piece: Piece) -> bool:
    return piece.kind == "text" and piece.text[:1].isupper() and piece.text.endswith(":")


def _within(segment: Segment, line_em: float) -> Segment:
    """Shorten the blank of a segment that is wider than a whole line."""
    over = _em((segment,)) - line_em
    if not line_em or over <= 0:
        return segment
    *before, last = segment
    return (*before, replace(last, em=max(last.em - over, min(last.em, SHORTEST))))


def _groups(segments: list[Segment]) -> list[Row]:
    """Put labels with their blanks or boxes; boxes after a label with a blank are a group of their own."""
    found: list[Row] = []
    for segment in segments:
        kinds = [piece.kind for each in found[-1:] for piece in chain(*each)]
        options = segment[0].kind == "box" and "blank" in kinds and "box" not in kinds
        if not found or segment[0].text[:1].isupper() or options:
            found.append((segment,))
        else:
            found[-1] = (*found[-1], segment)
    return found


def _grown(row: Row, line_em: float) -> Row:
    """Let the blanks of a row share the room that is left, each by its length."""
    blanks = sum(piece.em for piece in chain(*row))
    growth = 1 + (line_em - _em(row)) / blanks if blanks else 1
    growth = min(LONGEST_GROWTH, max(1, growth))
    return tuple(tuple(replace(piece, em=piece.em * growth) for piece in segment) for segment in row)


def _em(row: Row) -> float:
    return sum(_around(piece) + _width(piece.text) + piece.em for piece in chain(*row))


def _around(piece: Piece) -> float:
    """Return the em that a piece takes besides its text or blank."""
    return BOX_EM if piece.kind == "box" else 2 * SPACE_EM


def _width(text: str) -> float:
    return service().fonts.em(text)
