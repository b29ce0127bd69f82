"""The texts of the program itself, found in its code and templates."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir

from app.content.translation.entry import Entry
from app.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

METHODS = [
    ("**.py", "python"),
    ("**.html", "jinja2.ext.babel_extract"),
    ("**.txt", "jinja2.ext.babel_extract"),
]
OPTIONS = {"**.html": {"trimmed": "true"}, "**.txt": {"trimmed": "true"}}
# `translate` is what the review pack is given in the place of gettext.
KEYWORDS = DEFAULT_KEYWORDS | {"lazy_gettext": None, "translate": None}
NOTES = ("Translators:",)  # a comment that begins so stands in the file
FOR_CLINICIANS = ("app/review/", "app/cli/", "templates/review/")


@cache
def interface_texts(forms: int) -> tuple[Entry, ...]:
    """Return an entry for each text, with as many plural forms as the language has.

    Those that patients see come first, by file; then those of the review pack.
    """
    found: dict[tuple[str, tuple[str, ...]], list[tuple[str, list[str]]]] = {}
    for name, message, comments, context in _extracted():
        found.setdefault((context or "", message), []).append((name, comments))
    entries = [_entry(*key, seen, forms) for key, seen in found.items()]
    return tuple(sorted(entries, key=lambda entry: _for_clinicians_last(entry.places[0])))


def are_for_clinicians(entry: Entry) -> bool:
    """Whether a text stands in the review pack and the commands only, where no patient reads it."""
    return all(place.startswith(FOR_CLINICIANS) for place in entry.places)


def _extracted() -> Iterator[tuple[str, tuple[str, ...], list[str], str | None]]:
    for folder in ("app", "templates"):
        texts = extract_from_dir(
            ROOT / folder, METHODS, OPTIONS, keywords=KEYWORDS, comment_tags=NOTES, strip_comment_tags=True
        )
        for name, _line, message, comments, context in texts:
            yield f"{folder}/{Path(name).as_posix()}", _several(message), comments, context


def _several(message: str | tuple[str, ...]) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message)


def _entry(context: str, original: tuple[str, ...], seen: list[tuple[str, list[str]]], forms: int) -> Entry:
    places = tuple(sorted({name for name, _comments in seen}, key=_for_clinicians_last))
    notes = dict.fromkeys(comment for _name, comments in seen for comment in comments)
    if places[0].startswith(FOR_CLINICIANS):
        notes["Review pack: read by clinicians, not by patients."] = None
    texts = ("",) * (forms if len(original) > 1 else 1)
    return Entry(context, original, texts, notes=tuple(notes), places=places)


def _for_clinicians_last(place: str) -> tuple[bool, str]:
    return place.startswith(FOR_CLINICIANS), place
