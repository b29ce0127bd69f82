"""The entries that a .po file of the content has to have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.content.translation.entry import Entry
from app.content.translation.notes import moments, notes
from app.content.translation.passages import passages

if TYPE_CHECKING:
    from app.content.translation.passages import Passage


def template(data: Any) -> tuple[Entry, ...]:
    """Return an entry for each text of the plain data of a catalogue, in the order of the file.

    A text that stands several times in one place, such as in several wordings of a question, is one entry.
    """
    together: dict[tuple[str, str], list[Passage]] = {}
    for passage in passages(data):
        together.setdefault((passage.context, passage.text), []).append(passage)
    return tuple(_entry(found, data) for found in together.values())


def _entry(found: list[Passage], data: Any) -> Entry:
    first = found[0]
    at = dict.fromkeys(name for passage in found for name in moments(passage.path, data))
    when = (f"Asked at: {', '.join(at)}.",) if at else ()
    return Entry(first.context, (first.text,), notes=(" ".join((*notes(first), *when)),))
