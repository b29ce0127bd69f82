"""A catalogue in another language: the texts of a .po file in a copy of its data."""

from __future__ import annotations

from copy import deepcopy
from functools import reduce
from operator import getitem
from typing import TYPE_CHECKING, Any

from app.content.translation.findings import is_fit
from app.content.translation.passages import passages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.content.issues import KeyPath
    from app.content.translation.entry import Entry


def translated(data: Any, language: str, entries: Iterable[Entry]) -> tuple[Any, dict[KeyPath, int]]:
    """Return the plain data of a catalogue with its texts translated, and the line of each text by its path.

    Where there is no translation, or none that is fit, the text stays, and its line is 0.
    """
    fit = {(entry.context, entry.original[0]): entry for entry in entries if is_fit(entry)}
    own = data["languages"][language]
    made = deepcopy(data)
    made["language"], made["languages"] = language, {}
    made["banned_words"] = own.get("banned_words", [])
    made["texts"]["picture"] = own.get("picture", "")
    made["review"]["reviewed_by"] = own.get("reviewed_by", [])
    lines = {}
    for passage in passages(data):
        entry = fit.get((passage.context, passage.text))
        lines[passage.path] = entry.line if entry else 0
        if entry:
            _put(made, passage.path, entry.texts[0])
    return made, lines


def in_first_language(made: Any, lines: Mapping[KeyPath, int]) -> frozenset[str]:
    """Return the texts that were not translated, as they stand in the data."""
    return frozenset(reduce(getitem, path, made) for path, line in lines.items() if not line)


def _put(data: Any, path: KeyPath, text: str) -> None:
    reduce(getitem, path[:-1], data)[path[-1]] = text
