"""What is wrong with the entries of a file, whatever they say: missing, out of date, or not alike."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from app.content.checks.printable import issues_of
from app.content.checks.wording import markup_issues
from app.content.issues import Issue
from app.content.translation.matching import differences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.content.issues import LocatedIssue
    from app.content.translation.entry import Entry
    from app.content.translation.po_file import PoFile

UPDATE = "flask catalogue translate"
LONGEST = 100  # letters of a text in a message
NO_LONGER = "is translated, and no longer in the catalogue"


def is_fit(entry: Entry) -> bool:
    """Whether a translation may stand in the place of its original."""
    return entry.is_done and not any(differences(entry))


def without_texts(file: PoFile) -> Iterator[LocatedIssue]:
    yield file.locate(
        1, Issue((), "is not there, or holds no texts", f"run {UPDATE}, or write `draft: true`")
    )


def missing(file: PoFile, entries: Iterable[Entry]) -> Iterator[LocatedIssue]:
    for entry in entries:
        if not entry.is_begun:
            yield file.locate(entry.line, Issue((), f"{_name(entry)} is not translated"))


def doubtful(file: PoFile, entries: Iterable[Entry]) -> Iterator[LocatedIssue]:
    """Translations that are out of date or incomplete, or that are not like their original."""
    for entry in entries:
        if entry.is_begun and not entry.is_done:
            yield file.locate(entry.line, _stale(entry))
        elif entry.is_begun:
            for message in differences(entry):
                yield file.locate(entry.line, Issue((), f"{_name(entry)}: {message}"))


def unshown(file: PoFile, entries: Iterable[Entry]) -> Iterator[LocatedIssue]:
    """What no page and no paper can show, unless the original has it too."""
    for entry in filter(is_fit, entries):
        ours = _shown_badly(entry.original)
        yield from (
            file.locate(entry.line, issue) for issue in _shown_badly(entry.texts) if issue not in ours
        )


def no_longer_there(file: PoFile, gone: Iterable[Entry]) -> Iterator[LocatedIssue]:
    known = {entry.key for entry in file.obsolete}
    for entry in gone:
        if entry.key not in known:
            issue = Issue((), f"{_name(entry)} {NO_LONGER}", f"run {UPDATE}, which keeps it")
            yield file.locate(entry.line, issue)


def _shown_badly(texts: tuple[str, ...]) -> list[Issue]:
    return [issue for text in texts for issue in (*markup_issues((), text), *issues_of((), text))]


def _stale(entry: Entry) -> Issue:
    if not entry.is_whole:
        return Issue((), f"{_name(entry)}: a plural form is not translated")
    if not entry.was:
        return Issue((), f"{_name(entry)} is marked as fuzzy", "read it again, then take the mark out")
    was, now = _quoted(entry.was), _quoted(entry.original)
    message = f"{_name(entry)}: the original has changed since it was translated: was {was}, is {now}"
    return Issue((), message, f"run {UPDATE}, translate it anew, then take the mark “fuzzy” out")


def _name(entry: Entry) -> str:
    return entry.context or _quoted(entry.original)


def _quoted(texts: tuple[str, ...]) -> str:
    return f"“{shorten(texts[0], LONGEST, placeholder=' …')}”"
