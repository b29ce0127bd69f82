"""A catalogue taken apart into its single texts, rules and figures, each with its path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from app.review.rules import Say, clause_in_words, rule_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.content import Catalogue

Path = tuple[str, ...]
ORDER = "order"
BARE = {"suggest", "about", "answers"}  # rules in which a field that was left open counts as nothing


@dataclass(frozen=True)
class Leaf:
    """`raw` is what two versions are compared by, `lines` what is read; `home` begins the path."""

    home: Path
    raw: object
    lines: tuple[str, ...]


def leaves(catalogue: Catalogue, say: Say) -> dict[Path, Leaf]:
    """Return every value of a catalogue by its path; entries of lists go by their ids, not their places.

    The home of a value is the entry of a list that it belongs to, else its section of the file. The last
    name of a path is ORDER where a value is the order of its neighbors.
    """
    return dict(_Walk(catalogue, say).model(catalogue, (), ()))


class _Walk:
    def __init__(self, catalogue: Catalogue, say: Say) -> None:
        self.catalogue, self.say = catalogue, say

    def model(self, entry: BaseModel, path: Path, home: Path) -> Iterator[tuple[Path, Leaf]]:
        for name in type(entry).model_fields:
            if name != "id":
                yield from self.value(getattr(entry, name), (*path, name), home or (name,))

    def value(self, value: Any, path: Path, home: Path) -> Iterator[tuple[Path, Leaf]]:
        match value:
            case BaseModel():
                yield from self.model(value, path, home)
            case tuple() if value and isinstance(value[0], BaseModel):
                yield from self.named({_name(entry, i): entry for i, entry in enumerate(value)}, path, home)
            case dict() if not all(isinstance(inner, tuple) for inner in value.values()):
                yield from self.named(value, path, home)
            case _:
                yield path, Leaf(home, _raw(value), tuple(line for line in self.lines(value, path) if line))

    def named(self, entries: Mapping[str, object], path: Path, home: Path) -> Iterator[tuple[Path, Leaf]]:
        yield (*path, ORDER), Leaf(home, tuple(entries), ())
        for name, entry in entries.items():
            inner = (*path, name)
            yield from self.value(entry, inner, inner if isinstance(entry, BaseModel) else home)

    def lines(self, value: Any, path: Path) -> tuple[str, ...]:
        silence = path[-1] not in BARE
        match value:
            case bool():
                return (self.say("yes") if value else self.say("no"),)
            case dict():
                return (clause_in_words(self.catalogue, value, self.say, silence=silence),)
            case tuple() if value and isinstance(value[0], dict):
                return rule_in_words(self.catalogue, value, self.say, silence=silence)
            case tuple():
                return tuple(map(str, value))
            case _:
                return ("" if value is None else str(value),)


def _name(entry: BaseModel, place: int) -> str:
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
