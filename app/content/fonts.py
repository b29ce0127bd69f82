"""Which characters the bundled fonts can print, read from the fonts themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fontTools.ttLib import TTFont

if TYPE_CHECKING:
    from pathlib import Path

TEXT_FONT, BOLD_FONT, WIDE_FONT = (
    "AtkinsonHyperlegibleNext-Regular.ttf",
    "AtkinsonHyperlegibleNext-Bold.ttf",
    "NotoSans-Regular.ttf",
)


@dataclass(frozen=True)
class Fonts:
    """Code points of the text font, and of the wide one that steps in for Greek, Cyrillic or Vietnamese."""

    text: frozenset[int]
    wide: frozenset[int]

    @classmethod
    def in_folder(cls, folder: Path) -> Fonts:
        """Read both fonts; raises OSError if one is missing."""
        return cls(_code_points(folder / TEXT_FONT), _code_points(folder / WIDE_FONT))

    def unprintable(self, text: str) -> str:
        """Return the characters that no bundled font can print, each once, in order."""
        return "".join(dict.fromkeys(c for c in text if ord(c) not in self.wide and ord(c) not in self.text))

    def needs_wide(self, text: str) -> bool:
        """Whether a text is set in the wide font as a whole, so that no word changes font inside."""
        return any(ord(char) not in self.text for char in text)


def _code_points(path: Path) -> frozenset[int]:
    with TTFont(path) as font:
        return frozenset(font.getBestCmap() or ())
