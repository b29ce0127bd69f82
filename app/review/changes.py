"""What is different between two versions of a catalogue."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from app.content.voices import VOICES
from app.review.flatten import ORDER, Entries, Entry, ValuePath, flatten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.content import Catalogue
    from app.review.rules_in_words import Translate

TITLES = ("name", "title", "label", "term", "who")


@dataclass(frozen=True)
class Change:
    """One value before and after, as lines; no line means that it was not there, or empty."""

    path: ValuePath
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Changed:
    """An entry, such as a question or a word, or a section of the file, with all its changes.

    `title` is what an entry is called in the newer of the versions that hold it; sections have none.
    """

    owner: ValuePath
    title: str
    kind: Literal["added", "removed", "changed"]
    changes: tuple[Change, ...]


def changes(before: Catalogue, after: Catalogue, translate: Translate) -> tuple[Changed, ...]:
    """Return what was added, removed and changed: in the order of the new file, what is gone at the end."""
    old, new = flatten(before, translate), flatten(after, translate)
    found: dict[ValuePath, list[Change]] = {}
    for path in dict.fromkeys((*new, *old)):
        change = _change(path, old.get(path), new.get(path), translate)
        if change is not None:
            found.setdefault((new.get(path) or old[path]).owner, []).append(change)
    return tuple(
        Changed(owner, _title(owner, new) or _title(owner, old), _kind(owner, old, new), _joined(listed))
        for owner, listed in found.items()
    )


def _title(owner: ValuePath, side: Entries) -> str:
    entry = next((side[*owner, name] for name in TITLES if (*owner, name) in side), None)
    return entry.lines[0] if entry and entry.lines and len(owner) > 1 else ""


def _joined(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Make one change of two that are the same in both voices."""
    found: dict[tuple[object, ...], Change] = {}
    for change in changes:
        spoken = change.path[-1] in VOICES
        key = (change.path[:-1] if spoken else change.path, change.before, change.after)
        found[key] = replace(change, path=change.path[:-1]) if key in found else change
    return tuple(found.values())


def _kind(
    owner: ValuePath, old: dict[ValuePath, Entry], new: dict[ValuePath, Entry]
) -> Literal["added", "removed", "changed"]:
    if all(entry.owner != owner for entry in old.values()):
        return "added"
    return "changed" if any(entry.owner == owner for entry in new.values()) else "removed"


def _change(path: ValuePath, old: Entry | None, new: Entry | None, translate: Translate) -> Change | None:
    if path[-1] == ORDER:
        return _moved(path, old, new, translate) if old and new else None
    if old and new and old.raw == new.raw:
        return None
    before, after = (entry.lines if entry else () for entry in (old, new))
    only_before = tuple(line for line in before if line not in after)
    only_after = tuple(line for line in after if line not in before)
    if not only_before and not only_after:  # the same lines in another order, or twice
        only_before, only_after = before, after
    return Change(path, only_before, only_after) if only_before or only_after else None


def _moved(path: ValuePath, old: Entry, new: Entry, translate: Translate) -> Change | None:
    """Report what stands elsewhere, among the names that both versions hold."""
    names = [list(entry.raw) if isinstance(entry.raw, tuple) else [] for entry in (old, new)]
    before, after = ([name for name in side if name in names[0] and name in names[1]] for side in names)
    # What lies in a longest common run has not moved; naming the rest is the shortest report.
    still = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    fixed = {name for block in still for name in after[block.b : block.b + block.size]}
    moved = [name for name in after if name not in fixed]
    told = [tuple(_place(name, side, translate) for name in moved) for side in (before, after)]
    return Change(path, told[0], told[1]) if moved else None


def _place(name: str, among: list[str], translate: Translate) -> str:
    at = among.index(name)
    if at == 0:
        return translate("%(name)s: first", name=name)
    return translate("%(name)s: after %(other)s", name=name, other=among[at - 1])
