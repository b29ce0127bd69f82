"""Flattens a catalogue into single texts, rules and figures, each with its path."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from app.content import Rule, Wording
from app.review.rules_in_words import Translate, clause_in_words, rule_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.content import Catalogue

    Flattened = Iterator[tuple["ValuePath", "Entry"]]

ValuePath = tuple[str, ...]
ORDER = "order"  # the last name of a path whose value is the order of its neighbors
ANSWERS = "answers"  # the last name of a path whose value is what a worked person said


@dataclass(frozen=True)
class Entry:
    """`raw` is what two versions are compared by, `lines` what is read; `owner` begins the path."""

    owner: ValuePath
    raw: object
    lines: tuple[str, ...]


Entries = dict[ValuePath, Entry]


def flatten(catalogue: Catalogue, translate: Translate) -> Entries:
    """Return every value of a catalogue by its path; entries of lists are named by id, not by place.

    The owner of a value is the entry of a list that it belongs to, else its section of the file. The last
    name of a path is ORDER where a value is the order of its neighbors.
    """
    return dict(_Walk(catalogue, translate).model(catalogue, (), ()))


class _Walk:
    def __init__(self, catalogue: Catalogue, translate: Translate) -> None:
        self.catalogue, self.translate = catalogue, translate

    def model(self, entry: BaseModel, path: ValuePath, owner: ValuePath) -> Flattened:
        for name in type(entry).model_fields:
            if name != "id":
                yield from self.value(getattr(entry, name), (*path, name), owner or (name,))

    def value(self, value: Any, path: ValuePath, owner: ValuePath) -> Flattened:
        match value:
            case Rule():
                yield (
                    path,
                    Entry(owner, _raw(value.clauses), rule_in_words(self.catalogue, value, self.translate)),
                )
            case BaseModel():
                yield from self.model(value, path, owner)
            # Entries of a list are keyed by id: one that moves does not change all that follow it.
            case tuple() if value and isinstance(value[0], BaseModel):
                yield from self.named(_by_name(value), path, owner)
            case dict() if path[-1] != ANSWERS:
                yield from self.named(value, path, owner)
            case _:
                yield path, Entry(owner, _raw(value), tuple(line for line in self.lines(value) if line))

    def named(self, entries: Mapping[str, object], path: ValuePath, owner: ValuePath) -> Flattened:
        # The order counts too: core questions are printed, and the first wording that fits is taken.
        yield (*path, ORDER), Entry(owner, tuple(entries), ())
        for name, entry in entries.items():
            inner = (*path, name)
            yield from self.value(entry, inner, inner if _stands_alone(entry, owner) else owner)

    def lines(self, value: Any) -> tuple[str, ...]:
        match value:
            case bool():
                return (self.translate("yes") if value else self.translate("no"),)
            case dict():  # the answers of a worked person: what they said, so silence is nothing
                return (clause_in_words(self.catalogue, value, self.translate),)
            case tuple():
                return tuple(map(str, value))
            case _:
                return ("" if value is None else str(value),)


def _stands_alone(entry: object, owner: ValuePath) -> bool:
    """Whether an entry owns its values: one with an id, or in no other entry. A wording is its question's."""
    return isinstance(entry, BaseModel) and (hasattr(entry, "id") or len(owner) == 1)


def _by_name(entries: Iterable[BaseModel]) -> dict[str, BaseModel]:
    """Key entries by their name; a number follows where a name comes again."""
    found: dict[str, BaseModel] = {}
    counts = Counter[str]()
    for place, entry in enumerate(entries):
        name = _name(entry, place)
        counts[name] += 1
        found[name if counts[name] == 1 else f"{name} ({counts[name]})"] = entry
    return found


def _name(entry: BaseModel, place: int) -> str:
    if isinstance(entry, Wording):
        return ", ".join(entry.moments)
    return str(getattr(entry, "id", None) or getattr(entry, "question", None) or place + 1)


def _raw(value: Any) -> object:
    """A value in which the order of fields in a clause counts too: it is the order of the reason shown."""
    match value:
        case dict():
            return tuple(value.items())
        case tuple():
            return tuple(map(_raw, value))
        case _:
            return value
