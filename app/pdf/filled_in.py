"""Reads what a person filled in from the fields of a PDF that is sent back.

The file may be anything: only a process of its own opens it (app/pdf/limited.py), and of its answer only
values of our fields are taken. pikepdf need not be installed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, Literal

from app.core.free_text import shortened
from app.pdf.attached import LARGEST_FILE
from app.pdf.limited import LimitError, run_limited

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

try:  # before the fork: the child may open no file
    import pikepdf
except ImportError:
    pikepdf = None  # type: ignore[assignment]

CAN_READ: Final = pikepdf is not None
KINDS = "answer|answered|asked|card|compare|fill|handover|head|leave|notes|tell-team|top|visit|what-matters"
NAME: Final = re.compile(rf"(?:{KINDS})(?:-[A-Za-z0-9_-]{{1,80}})?", re.ASCII)
MOST_FIELDS: Final = 2_000  # four times what all questions take
MOST_CHARACTERS: Final = 2_000  # of a text, which the fields limit to half of that

Fault = Literal["too_large", "locked", "no_fields", "unreadable"]
Values = dict[str, str | bool]


@dataclass(frozen=True)
class FilledIn:
    """Texts and ticks by the name of the field, without the empty ones; or why there are none.

    `cut`: a text is longer than what is taken of it, which then ends with "…".
    """

    values: Mapping[str, str | bool] = field(default_factory=dict)
    fault: Fault | None = None
    cut: bool = False

    @property
    def is_read(self) -> bool:
        """Whether it is known what was typed into the file, if anything."""
        return self.fault in {None, "no_fields"}


def read_fields(pdf: bytes) -> FilledIn:
    """Return what is filled in, whatever the file is: it never raises, and takes at most some seconds."""
    if len(pdf) > LARGEST_FILE:
        return FilledIn(fault="too_large")
    try:
        found = run_limited(lambda: _found(pdf))
    except (LimitError, OSError):
        return FilledIn(fault="unreadable")
    if found in ("locked", "no_fields"):
        return FilledIn(fault=found)
    return _with_short_texts(_ours(found)) if isinstance(found, dict) else FilledIn(fault="unreadable")


def _with_short_texts(values: Values) -> FilledIn:
    texts = {name: value for name, value in values.items() if isinstance(value, str)}
    short = {name: shortened(text, MOST_CHARACTERS) for name, text in texts.items()}
    return FilledIn({**values, **short}, cut=short != texts)


def _ours(found: dict[str, object]) -> Values:
    """Keep what is the value of a field of ours: the process may have been taken over by the file."""
    return {
        name: value[: MOST_CHARACTERS + 1] if isinstance(value, str) else value
        for name, value in found.items()
        if NAME.fullmatch(name) and isinstance(value, str | bool) and value
    }


def _found(pdf: bytes) -> Values | Fault:
    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            form = document.Root.get("/AcroForm")
            return "no_fields" if form is None else _ours(dict(_values(form)))
    except pikepdf.PasswordError:
        return "locked"


def _values(form: Any) -> Iterator[tuple[str, str | bool]]:
    """Yield the names and values of at most MOST_FIELDS fields, also of groups that another program made."""
    waiting = [(each, "") for each in _some(form.get("/Fields"))]
    for _number in range(MOST_FIELDS):
        if not waiting:
            return
        each, above = waiting.pop(0)
        name = ".".join(filter(None, (above, str(each.get("/T", "")))))
        value = each.get("/V")
        if isinstance(value, pikepdf.Name):
            yield name, value != pikepdf.Name.Off
        elif isinstance(value, pikepdf.String):
            yield name, str(value)[: MOST_CHARACTERS + 1]
        waiting += [(kid, name) for kid in _some(each.get("/Kids"))]


def _some(fields: Any) -> list[Any]:
    if not isinstance(fields, pikepdf.Array):
        return []
    few = (fields[place] for place in range(min(len(fields), MOST_FIELDS)))
    return [each for each in few if isinstance(each, pikepdf.Dictionary)]
