"""A saved sheet: what a person said, chose and heard at visits, as JSON inside the PDF to keep.

It is not sealed: it belongs to the person, and the keys of a server retire. So nothing that is read from one
is trusted; `app.core.restored` keeps what can still be used.
"""

from __future__ import annotations

from typing import Final, Literal

import pydantic
from pydantic import ValidationError

from app.content.types import FrozenModel
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.visits import Visit

FORMAT: Final = "question-sheet"
VERSION: Final = 2
START: Final = b'{"format":"question-sheet",'  # of every version
MOST_BYTES: Final = 128 * 1024  # that are read
MOST_NOTED: Final = 96 * 1024  # of them for the notes of all visits: what is left holds any sheet

Fault = Literal[
    "no_file",
    "empty",
    "too_large",
    "no_pdf",
    "nothing_saved",
    "printed",
    "locked",
    "two",
    "cut",
    "newer",
    "damaged",
]
"""Why a file cannot be opened; app/web/saved.py has the words for each."""


class SavedSheetError(Exception):
    """A file holds no saved sheet that can be read."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


class _Head(pydantic.BaseModel):
    format: Literal["question-sheet"]
    version: int


class SavedSheet(FrozenModel):
    """What stands in a saved sheet. Its fields are written in this order, so START is the start.

    In version 1, `choices.answered` was a list of ids.
    """

    format: Literal["question-sheet"] = FORMAT
    version: Literal[1, 2] = VERSION
    answers: dict[str, tuple[str, ...]]
    choices: Choices
    free_text: FreeText
    visits: tuple[Visit, ...] = ()

    def to_json(self) -> bytes:
        """Return the JSON: the same bytes for equal sheets, without the time of saving."""
        return self.model_dump_json().encode()

    @classmethod
    def from_json(cls, data: bytes) -> SavedSheet:
        """Read a saved sheet of this version or an older one. Raises SavedSheetError."""
        try:
            head = _Head.model_validate_json(data)
        except ValidationError:
            raise SavedSheetError("damaged") from None
        if head.version > VERSION:
            raise SavedSheetError("newer")
        try:
            return cls.model_validate_json(data)
        except ValidationError:
            raise SavedSheetError("damaged") from None
