"""Writes .po files: the same entries give the same bytes."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from babel.messages.catalog import Message
from babel.messages.pofile import normalize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.translation.entry import Entry
    from app.content.translation.po_file import PoFile

WIDTH = 79  # columns, as Poedit has them
OBSOLETE = "#~ "


def written(file: PoFile) -> str:
    """Return the text of a file.

    Babel's own writer breaks the lines of `#|` inside a word's quotation marks, and drops headers it does
    not know.
    """
    head = "".join(f"{line}\n" for line in file.head)
    headers = "".join(
        (*_field("msgid", ""), *_field("msgstr", "".join(f"{each}\n" for each in file.headers)))
    )
    entries = ["".join(_lines(entry)) for entry in file.entries]
    obsolete = ["".join((*_comments(entry), *_texts(entry, OBSOLETE))) for entry in file.obsolete]
    return "\n".join([head + headers, *entries, *obsolete])


def _lines(entry: Entry) -> Iterator[str]:
    yield from _comments(entry)
    for name, text in zip(("msgid", "msgid_plural"), entry.was, strict=False):
        yield from _field(name, text, "#| ")
    yield from _texts(entry)


def _comments(entry: Entry) -> Iterator[str]:
    places = (" ".join(entry.places),) if entry.places else ()
    for mark, comments in (("# ", entry.remarks), ("#. ", entry.notes), ("#: ", places)):
        for comment in comments:
            yield from (f"{mark}{line}\n" for line in _lines_of(comment, WIDTH - len(mark)))
    if flags := _flags(entry):
        yield f"#, {', '.join(flags)}\n"


def _lines_of(comment: str, width: int) -> list[str]:
    return wrap(comment, width, break_long_words=False, break_on_hyphens=False)


def _flags(entry: Entry) -> list[str]:
    """Return the marks of an entry; editors check placeholders by those of the formats."""
    message = Message(entry.original if len(entry.original) > 1 else entry.original[0])
    return ["fuzzy"] * entry.stale + sorted(message.flags)


def _texts(entry: Entry, prefix: str = "") -> Iterator[str]:
    if entry.context:
        yield from _field("msgctxt", entry.context, prefix)
    for name, text in zip(("msgid", "msgid_plural"), entry.original, strict=False):
        yield from _field(name, text, prefix)
    has_plural = len(entry.original) > 1
    for number, text in enumerate(entry.texts):
        yield from _field(f"msgstr[{number}]" if has_plural else "msgstr", text, prefix)


def _field(name: str, text: str, prefix: str = "") -> Iterator[str]:
    yield f"{prefix}{name} {normalize(text, prefix, WIDTH)}\n"
