from __future__ import annotations

from typing import TYPE_CHECKING

from babel import Locale

from app.content.fonts import bundled_fonts
from app.content.issues import Issue
from app.content.languages import letters_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.models import Catalogue

MOST_NAMED = 6  # characters in a message
ADVICE = "leave the language out"


def language_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """Languages that no page and no paper here can show, whatever of them is translated."""
    paths = {catalogue.language: ("language",)} | {each: ("languages", each) for each in catalogue.languages}
    for language, path in paths.items():
        if obstacle := obstacle_to(language):
            yield Issue(path, obstacle, ADVICE)


def obstacle_to(language: str) -> str:
    """Return why a language can be translated and not be printed, with its English name; "" if it can."""
    locale = Locale.parse(language, sep="-")
    name = locale.get_display_name("en")
    if locale.text_direction == "rtl":
        return f"{name} is written from right to left, which neither the pages nor the paper can do"
    if odd := bundled_fonts().unprintable(letters_of(language)):
        some = ", ".join(odd[:MOST_NAMED])
        return f"{name} cannot be printed: no font in static/fonts has its letters ({some} ...)"
    return ""
