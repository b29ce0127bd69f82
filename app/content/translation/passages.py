"""What of a catalogue is translated: every text that patients may read, and no id, rule, name or address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.issues import KeyPath

# Sections without a text that patients read. `languages` says itself what differs in a language.
OTHER_SECTIONS = {
    "language", "languages", "review", "clinic", "situation", "situation_if_room", "moments", "ranking",
    "banned_words", "people",
}  # fmt: skip
# Keys of ids, rules, dates, files and addresses, and of what only the review pack has.
OTHER_KEYS = {
    "id", "for", "when", "default", "suggest", "columns", "decide_by", "both_languages", "here", "question",
    "if_empty", "exclusive", "implies", "answered_by", "topic", "lift", "yields_to", "group", "kind",
    "address", "also", "certainty", "picture", "contact", "site", "not_asked", "note",
}  # fmt: skip
BY_ID = {"options", "topics", "parts", "word_groups"}  # their keys are ids, and may be any
WORDINGS = "wordings"  # they have no ids: a wording is its question's, and the original tells it apart


@dataclass(frozen=True)
class Passage:
    """A text with the path to it, and the names by which translators find it: those on the path, and ids."""

    path: KeyPath
    names: tuple[str, ...]
    text: str

    @property
    def context(self) -> str:
        return ".".join(self.names)


def passages(data: Any) -> Iterator[Passage]:
    """Yield what is to be translated of the plain data of a catalogue, in the order of the file.

    Entries of lists have no number in their names: one more in the middle would give all that follow another
    context. The original tells them apart.
    """
    for section, value in data.items():
        if section not in OTHER_SECTIONS:
            yield from _below(value, (section,), (section,))


def _below(node: Any, path: KeyPath, names: tuple[str, ...]) -> Iterator[Passage]:
    if isinstance(node, dict):
        for key, value in node.items():
            if _is_read(key, value, path):
                yield from _below(value, (*path, key), names if key == WORDINGS else (*names, str(key)))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            name = value.get("id") if isinstance(value, dict) else None
            yield from _below(value, (*path, index), (*names, name) if name else names)
    elif isinstance(node, str) and node:
        # An option that is written as a text alone is its label.
        label = ("label",) if path[-2:-1] == ("options",) else ()
        yield Passage(path, (*names, *label), node)


def _is_read(key: str, value: Any, path: KeyPath) -> bool:
    """Whether patients may read what stands under a key."""
    if path[-1] in BY_ID:
        return True
    if path[0] == "sources" and key in {"title", "publisher"}:
        return _is_described(key, value)
    return not (key in OTHER_KEYS or (key == "choose" and path[0] == "steps") or _is_rule(key, value))


def _is_rule(key: str, value: Any) -> bool:
    """Whether a key that holds texts elsewhere has ids here, or answers to print."""
    return key in {"words", "sources"} or (key == "about" and isinstance(value, dict))


def _is_described(key: str, value: str) -> bool:
    """Whether these are our words and no name: a title [in brackets], a publisher without a capital."""
    return value.endswith("]") if key == "title" else value[0].islower() and " " in value
