from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.checks.references import named_things
from app.content.issues import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.models import Catalogue

ADVICE = "use it, or take it out"


def unused_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """Words, sources and topics that nothing refers to."""
    used: dict[str, set[str]] = {}
    for _path, names, _known, kind in named_things(catalogue):
        used.setdefault(kind, set()).update(names)
    for index, word in enumerate(catalogue.words):
        if word.id not in used.get("word", ()):
            yield Issue(("words", index, "id"), f"the word '{word.id}' is used by no question", ADVICE)
    for index, source in enumerate(catalogue.sources):
        if source.id not in used.get("source", ()):
            yield Issue(("sources", index, "id"), f"the source '{source.id}' is named nowhere", ADVICE)
    for topic in catalogue.topics.keys() - {question.topic for question in catalogue.questions}:
        yield Issue(("topics", topic), f"the topic '{topic}' has no question", ADVICE)
