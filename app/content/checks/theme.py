from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.issues import Issue
from app.content.theme import PALETTES, contrast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.models import Catalogue

# What is read on what: each pair must have the contrast that WCAG 2.2 asks for in 1.4.3.
PAIRS = (("link", "paper"), ("link", "card"), ("link", "tint"), ("ink", "tint"), ("on-accent", "accent"))
MIN_CONTRAST = 4.5


def theme_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """Colors that somebody could not read."""
    for kind, own in catalogue.clinic.theme.colors().items():
        palette = {**PALETTES[kind], **own}
        lowest = min(contrast(palette[front], palette[behind]) for front, behind in PAIRS)
        if lowest < MIN_CONTRAST:
            message = f"the contrast of {own['accent']} is {lowest:.1f}, and must be {MIN_CONTRAST} or more"
            advice = "take a darker color" if kind == "accent" else "take a lighter color"
            yield Issue(("clinic", "theme", kind), message, advice)
