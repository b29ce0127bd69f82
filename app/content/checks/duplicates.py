from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from app.content.issues import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.content.issues import KeyPath
    from app.content.models import Catalogue


class _WithId(Protocol):
    @property
    def id(self) -> str: ...


def duplicate_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """Ids that stand in the file twice; the second one is named."""
    seen = set[tuple[str, str]]()
    for kind, path, name in _ids(catalogue):
        if (kind, name) in seen:
            yield Issue(path, f"the {kind} '{name}' stands in the file twice", "change one of the ids")
        seen.add((kind, name))


def _ids(catalogue: Catalogue) -> Iterator[tuple[str, KeyPath, str]]:
    lists: dict[str, tuple[str, Sequence[_WithId]]] = {
        "question": ("questions", catalogue.questions),
        "word": ("words", catalogue.words),
        "source": ("sources", catalogue.sources),
        "person": ("people", catalogue.people),
        "step": ("steps", catalogue.steps),
    }
    for kind, (key, entries) in lists.items():
        for index, entry in enumerate(entries):
            yield kind, (key, index, "id"), entry.id
    for step_index, step in enumerate(catalogue.steps):
        for index, field in enumerate(step.fields):
            yield "field", ("steps", step_index, "fields", index, "id"), field.id
