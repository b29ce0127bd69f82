"""How hard a text is to read, by the formula of its language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.content import huerta, readability

if TYPE_CHECKING:
    from app.review.rules_in_words import Translate


def reading_figure(language: str, text: str) -> float | None:
    """Return years of school in English, points of ease in Spanish, to one decimal; None elsewhere."""
    match language.partition("-")[0]:
        case "en":
            return readability.grade(text)
        case "es":
            return huerta.ease(text)
    return None


def reading_in_words(language: str, figure: float | None, translate: Translate) -> str:
    """Return a figure with its name, such as "(grade 6.1):"; "" where there is none."""
    if figure is None:
        return ""
    if language.partition("-")[0] == "es":
        return translate("(ease %(points)s):", points=figure)
    return translate("(grade %(grade)s):", grade=figure)
