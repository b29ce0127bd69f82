"""The texts of a translation beside their originals, for the translator who reviews it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from app.review.pairs import Pair, PairGroup

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.content.translation.entry import Entry
    from app.review.models import Pack

    Key = tuple[str, ...]

PROGRAM = "program"


def side_by_side(pack: Pack, content: Iterable[Entry], messages: Iterable[Entry]) -> tuple[PairGroup, ...]:
    """Return every text of the two files of a language: the card first, those of the program last."""
    titles = _titles(pack)
    groups = [
        PairGroup(
            key[0], titles.get(key, ""), tuple(_pair(entry, _names(entry)[len(key) :]) for entry in entries)
        )
        for key, entries in groupby(content, key=lambda entry: _key(entry, titles))
    ]
    # Stable: all others stay in the order of the file.
    groups.sort(key=lambda group: not group.is_read_twice)
    program = tuple(_pair(entry, (_page(entry),)) for entry in messages)
    return (*groups, *([PairGroup(PROGRAM, "", program)] if program else []))


def _titles(pack: Pack) -> dict[Key, str]:
    """Return what has a group of its own, by section and id: each question, and each step of the form."""
    questions: dict[Key, str] = {
        ("questions", each.question.id): f"{each.number}. {each.question.name}" for each in pack.questions
    }
    return questions | {("steps", step.id): step.title for step in pack.catalogue.steps}


def _names(entry: Entry) -> Key:
    return tuple(entry.context.split("."))


def _key(entry: Entry, titles: Mapping[Key, str]) -> Key:
    names = _names(entry)
    return names[:2] if names[:2] in titles else names[:1]


def _pair(entry: Entry, where: Key) -> Pair:
    return Pair(where, entry.original, entry.texts if entry.is_done else ())


def _page(entry: Entry) -> str:
    """Return the name of the first file that a text of the program comes from, such as "questions"."""
    return entry.places[0].rpartition("/")[2].partition(".")[0] if entry.places else ""
