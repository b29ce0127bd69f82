from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.content.characters import UNSEEN, described, is_drawn
from app.content.fonts import bundled_fonts
from app.content.issues import Issue
from app.content.placeholders import PLACE_TO_WRITE
from app.content.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.issues import KeyPath
    from app.content.models import Catalogue

SAYS_SOMETHING = re.compile(rf"[^\W_]|{PLACE_TO_WRITE.pattern}")
ONE_LINE = "put it in one line between quotation marks, or write > before it and no empty line inside"


def printable_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """Texts that say nothing, or with characters that no bundled font can print or that nobody sees."""
    for path, text, _quoted in texts_of(catalogue.model_dump()):
        yield from issues_of(path, text)


def issues_of(path: KeyPath, text: str) -> Iterator[Issue]:
    """Yield what keeps one text from being read on paper."""
    if text and not SAYS_SOMETHING.search(text):
        yield Issue(path, "the text has no letter and no digit", "write it, or leave it out")
    odd = bundled_fonts().unprintable(text)
    if drawn := "".join(filter(is_drawn, odd)):
        yield Issue(path, f"no font here can print {drawn}", "write it in other letters, or add a font")
    gaps = [char[0] for char in odd if not is_drawn(char)]
    yield from _unseen(path, dict.fromkeys([*gaps, *UNSEEN.findall(text)]))


def _unseen(path: KeyPath, chars: dict[str, None]) -> Iterator[Issue]:
    """Characters that YAML writes with a backslash can stand in a text, and not in a file."""
    for char in chars:
        if char == "\n":
            yield Issue(path, "the text has more than one line", ONE_LINE)
        else:
            yield Issue(path, f"the character {described(char)} is not seen on paper", "take it out")
