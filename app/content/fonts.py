"""The bundled fonts: their files, and which characters they can print.

They belong to the content, not to the PDF: a text that no font can print is a fault of the catalogue, and
a form that takes it would lose it on paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from fontTools.ttLib import TTFont, TTLibError

from app.content.characters import UNSEEN, seen_characters
from app.settings import STATIC

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FOLDER = STATIC / "fonts"
TEXT_FONT, BOLD_FONT, WIDE_FONT, WIDE_BOLD_FONT = (
    "HyperlegibleOpenZero-Regular.ttf",
    "HyperlegibleOpenZero-Bold.ttf",
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
)


@dataclass(frozen=True)
class Fonts:
    """Code points of the text font, and of the wide one for Greek, Cyrillic, Vietnamese or Devanagari.

    `advances` is the width of each character in em: of the text font if that has it, else of the wide one.
    """

    text: frozenset[int]
    wide: frozenset[int]
    advances: Mapping[int, float]

    def unprintable(self, text: str) -> tuple[str, ...]:
        """Return the characters, as they are seen, that no bundled font can print, each once, in order."""
        if all(map(self._can_print, text)):
            return ()
        odd = (seen for seen in seen_characters(text) if not all(map(self._can_print, UNSEEN.sub("", seen))))
        return tuple(dict.fromkeys(odd))

    def _can_print(self, char: str) -> bool:
        return ord(char) in self.wide or ord(char) in self.text

    def needs_wide(self, text: str) -> bool:
        """Whether a text is set in the wide font as a whole, so that no word changes font inside."""
        return not self._letters.issuperset(text)

    @cached_property
    def _letters(self) -> frozenset[str]:
        return frozenset(map(chr, self.text)) | {"\n"}

    def em(self, text: str) -> float:
        """Return how wide a text is, without kerning; a character that no font has counts as one em."""
        return sum([self.advances.get(ord(char), 1) for char in text])


@cache
def bundled_fonts() -> Fonts:
    """Read the fonts in static/fonts, once. Raises OSError if one is missing or damaged."""
    names = (TEXT_FONT, BOLD_FONT, WIDE_FONT, WIDE_BOLD_FONT)
    regular, bold, wide, wide_bold = (_advances(FOLDER / name) for name in names)
    return Fonts(frozenset(regular) & frozenset(bold), frozenset(wide) & frozenset(wide_bold), wide | regular)


def _advances(path: Path) -> dict[int, float]:
    """Return the width of each character of a font in em."""
    try:
        with TTFont(path) as font:
            units, widths = font["head"].unitsPerEm, font["hmtx"]
            return {char: widths[glyph][0] / units for char, glyph in (font.getBestCmap() or {}).items()}
    except TTLibError as error:
        raise OSError(f"{path}: {error}") from None
