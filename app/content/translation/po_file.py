"""Reads .po files of gettext, as Poedit, Weblate and text editors have them."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, unescape

from app.content.issues import CatalogueError, Issue, LocatedIssue
from app.content.translation.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from babel.messages.catalog import Message

# Babel hands on `#| msgid "..."` as a remark that begins with the bar.
BEFORE = re.compile(r"\|\s*(msgid_plural|msgid)?\s*(\".*\")")

SINGULAR_AND_PLURAL = 2
HEADER = re.compile(r"(?:msgstr )?(\".*\")")


@dataclass(frozen=True)
class PoFile:
    """The entries of a file in their order, and those that nothing asks for any more (`#~`).

    `head` are the comments before everything, `headers` the lines of the first entry, such as `Language: es`.
    """

    path: Path
    entries: tuple[Entry, ...] = ()
    obsolete: tuple[Entry, ...] = ()
    head: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name in messages, with the folder that tells the languages apart: `es/content.po`."""
        return "/".join(self.path.parts[-2:])

    def locate(self, line: int, issue: Issue) -> LocatedIssue:
        return LocatedIssue(self.name, line, 1, issue)

    def fault(self, line: int, message: str, suggestion: str = "") -> CatalogueError:
        return CatalogueError([self.locate(line, Issue((), message, suggestion))])


def read(path: Path, language: str) -> PoFile:
    """Read a file in UTF-8; one that is not there has no entries. Raises CatalogueError."""
    empty = PoFile(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return empty
    except OSError as error:
        raise empty.fault(1, f"cannot be read: {error.strerror}") from None
    try:
        return parse(path, data.decode("utf-8-sig"), language)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise empty.fault(line, "this character is not UTF-8", "save the file as UTF-8") from None
    except PoFileError as error:
        message = str(error).rpartition(" on ")[0]
        raise empty.fault(error.lineno + 1, f"is not gettext: {message}", "see the line above") from None
    except Exception as error:  # noqa: BLE001  Babel raises many kinds for a damaged file
        raise empty.fault(1, f"is not gettext: {error}", "is it the right file?") from None


def parse(path: Path, text: str, language: str) -> PoFile:
    """Return the entries of the text of a file. Raises PoFileError, and others for a damaged file."""
    # As lines of text: Babel would take the encoding that the file claims.
    # `#~|` is the original before that of an obsolete entry, which Babel does not know; nobody needs it.
    if "\0" in text:  # what compiled texts are separated by
        raise PoFileError(
            "a character without a name (NUL)", Catalog(), "", text[: text.index("\0")].count("\n")
        )
    lines = ["\n" if line.startswith("#~|") else line for line in io.StringIO(text, newline=None)]
    messages = read_po(lines, locale=language.replace("-", "_"), abort_invalid=True)
    first = [line.strip() for line in takewhile(str.strip, lines)] if 'msgid ""\n' in lines else []
    headers = "".join(unescape(found[1]) for found in map(HEADER.fullmatch, first) if found)
    return PoFile(
        path,
        tuple(_entry(message) for message in messages if message.id),
        tuple(_entry(message) for message in messages.obsolete.values()),
        tuple(line for line in first if line.startswith("#")),
        tuple(headers.splitlines()),
    )


def _entry(message: Message) -> Entry:
    if len(_several(message.id)) > SINGULAR_AND_PLURAL:
        line = message.lineno or 1
        raise PoFileError("msgid_plural stands here twice", Catalog(), "", line - 1)
    bars = [remark for remark in message.user_comments if remark.startswith("|")]
    return Entry(
        context=message.context or "",
        original=_several(message.id),
        texts=_several(message.string),
        notes=tuple(message.auto_comments),
        remarks=tuple(remark for remark in message.user_comments if remark not in bars),
        places=tuple(name for name, _line in message.locations),
        stale=message.fuzzy,
        was=_was(bars) if message.fuzzy else (),
        line=message.lineno or 1,
    )


def _several(texts: Any) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)


def _was(bars: Iterable[str]) -> tuple[str, ...]:
    """Join the quoted lines after each `msgid`; another context is of no use."""
    found: list[str] = []
    for line in filter(None, map(BEFORE.fullmatch, bars)):
        if line[1]:
            found.append("")
        if found:
            found[-1] += unescape(line[2])
    return tuple(found)
