from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.fonts import bundled_fonts
from app.content.issues import Issue
from app.content.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.models import Catalogue


def printable_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """Texts with characters that no bundled font can print."""
    fonts = bundled_fonts()
    for path, text, _quoted in texts_of(catalogue.model_dump()):
        if characters := fonts.unprintable(text):
            advice = "write it in other letters, or add a font"
            yield Issue(path, f"no font here can print {''.join(characters)}", advice)
