"""Which new text a translation fits whose original is gone."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from app.content.voices import VOICES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.content.translation.entry import Entry

LEAST = 0.6  # of 1, from which on a text counts as another one changed


def pairs(open_ones: Iterable[Entry], left: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Yield entries without a translation with the entry whose translation they may have, the likest first.

    Only what stood in the same place is offered, once. A text that both voices shared is offered to each.
    """
    places: dict[str, tuple[list[Entry], list[Entry]]] = {}
    for side, entries in enumerate((open_ones, left)):
        for entry in entries:
            places.setdefault(_place(entry), ([], []))[side].append(entry)
    for wanted, offers in places.values():
        taken = set()
        for entry, offer in _likest_first(wanted, offers):
            is_free = offer.key not in taken or entry.context != offer.context
            if entry.key not in taken and is_free:
                taken |= {entry.key, offer.key}
                yield entry, offer


def _likest_first(wanted: list[Entry], offers: list[Entry]) -> list[tuple[Entry, Entry]]:
    # A place with one text, such as a title, keeps its translator's work however it is written anew.
    is_one_text = len(wanted) == len(offers) == 1 and bool(wanted[0].context)
    scores = {
        (entry.key, offer.key): (entry.context == offer.context, _likeness(entry, offer), entry, offer)
        for entry in wanted
        for offer in offers
        if _may_take(entry, offer)
    }
    likest = sorted(scores.values(), key=lambda score: score[:2], reverse=True)
    return [(entry, offer) for _, likeness, entry, offer in likest if is_one_text or likeness >= LEAST]


def _likeness(entry: Entry, offer: Entry) -> float:
    return SequenceMatcher(None, offer.original[0], entry.original[0], autojunk=False).ratio()


def _may_take(entry: Entry, offer: Entry) -> bool:
    """Not from the other voice: what a patient says is no text for a caregiver."""
    return entry.context == offer.context or _place(entry) in {entry.context, offer.context}


def _place(entry: Entry) -> str:
    """Return the context without the voice: a text may be split by voice, or both be joined."""
    place, _, voice = entry.context.rpartition(".")
    return place if voice in VOICES else entry.context
