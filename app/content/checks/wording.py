from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from app.content.issues import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.issues import Path
    from app.content.models import Catalogue

MARKUP = re.compile(r"</?[a-zA-Z!]|&#?\w+;")
PLACEHOLDER = re.compile(r"\{[^}]*\}")
PERCENT = re.compile(r"\d\s*%|\bper ?cent\b", re.IGNORECASE)


def wording_faults(catalogue: Catalogue) -> Iterator[Finding]:
    """Markup, unknown placeholders, percentages and banned words in any text that people read."""
    banned = re.compile(r"\b(" + "|".join(map(re.escape, catalogue.banned_words)) + r")\b", re.IGNORECASE)
    for path, text, quoted in texts(catalogue.model_dump()):
        if MARKUP.search(text):
            yield Finding(path, "HTML has no place here", "write plain text")
        for match in PLACEHOLDER.findall(text):
            yield Finding(path, f"unknown placeholder {match}", "only {emergency_number} is filled in")
        if PERCENT.search(text):
            yield Finding(path, "a number in per cent", "write 'out of 100 people', not per cent")
        for match in banned.findall(text):
            if match.lower() not in quoted:
                yield Finding(
                    path,
                    f"the banned word '{match}'",
                    "say it plainly, or name it in `quotes` if you warn of it",
                )


def texts(
    data: Any, path: Path = (), quoted: frozenset[str] = frozenset()
) -> Iterator[tuple[Path, str, frozenset[str]]]:
    """Every text of a dumped catalogue with its path and the words it may quote.

    Titles of sources are quoted as they were published; the lists of words themselves are not prose.
    """
    if isinstance(data, dict):
        quoted |= {word.lower() for word in data.get("quotes", ())}
        for key, value in data.items():
            if key not in {"quotes", "banned_words"} and not (path[:1] == ("sources",) and key == "title"):
                yield from texts(value, (*path, key), quoted)
    elif isinstance(data, list | tuple):
        for index, value in enumerate(data):
            yield from texts(value, (*path, index), quoted)
    elif isinstance(data, str):
        yield path, data, quoted
