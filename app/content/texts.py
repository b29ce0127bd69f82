from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.issues import KeyPath


def texts_of(
    data: Any, path: KeyPath = (), quoted: frozenset[str] = frozenset()
) -> Iterator[tuple[KeyPath, str, frozenset[str]]]:
    """Yield every text of a dumped catalogue with its path and the banned words that it may quote.

    Lists of words are not prose and are left out.
    """
    if isinstance(data, dict):
        quoted |= {word.lower() for word in data.get("quotes", ())}
        for key, value in data.items():
            if key not in {"quotes", "banned_words"}:
                yield from texts_of(value, (*path, key), quoted)
    elif isinstance(data, list | tuple):
        for index, value in enumerate(data):
            yield from texts_of(value, (*path, index), quoted)
    elif isinstance(data, str):
        yield path, data, quoted
