"""Brings the entries of a .po file up to date with the first language. No translation is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.content.translation.likeness import pairs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.content.translation.entry import Entry

    Entries = tuple[Entry, ...]


def updated(
    wanted: Iterable[Entry], there: Iterable[Entry], obsolete: Iterable[Entry]
) -> tuple[Entries, Entries]:
    """Return the wanted entries with the translations that are there, and the entries that are obsolete now.

    A translation stays with its original, and comes back with it. One whose original is gone is offered, as
    stale, to an original in its place that has none. What nobody takes is kept as obsolete.
    """
    asked = {entry.key: entry for entry in wanted}
    before = {entry.key: entry for entry in (*obsolete, *there)}
    found = {key: _kept(entry, before[key]) if key in before else entry for key, entry in asked.items()}
    open_ones = [entry for entry in found.values() if not entry.is_begun]
    left = [entry for entry in there if entry.is_begun and entry.key not in asked]
    taken = set()
    for entry, offer in pairs(open_ones, left):
        found[entry.key] = _offered(entry, offer)
        taken.add(offer.key)
    gone = (entry for key, entry in before.items() if key not in asked and key not in taken)
    return tuple(found.values()), tuple(entry for entry in gone if entry.is_begun or entry.remarks)


def _kept(entry: Entry, before: Entry) -> Entry:
    return replace(
        entry,
        texts=_texts(entry, before),
        remarks=before.remarks,
        stale=before.stale,
        was=before.was,
        line=before.line,
    )


def _offered(entry: Entry, offer: Entry) -> Entry:
    # What was not looked at since an earlier change was made from the original before that one.
    made_from = offer.was or offer.original
    is_same = made_from == entry.original
    return replace(
        entry,
        texts=_texts(entry, offer),
        remarks=tuple(dict.fromkeys((*entry.remarks, *offer.remarks))),
        stale=not is_same or (offer.stale and not offer.was),
        was=() if is_same else made_from,
        line=offer.line,
    )


def _texts(entry: Entry, before: Entry) -> tuple[str, ...]:
    """Return a translation in as many plural forms as are needed."""
    return (*before.texts, *entry.texts[len(before.texts) :])[: len(entry.texts)]
