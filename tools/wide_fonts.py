"""Makes the two faces of the wide font from the variable one: regular and bold, for the same letters.

Usage: python -m tools.wide_fonts NotoSans[wdth,wght].ttf static/fonts. The file was that of version
2.015 from github.com/notofonts/latin-greek-cyrillic. Both faces need the same characters: WeasyPrint would
draw a letter that only one of them has with a glyph of the other.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

WEIGHTS = {"Regular": 400, "Bold": 700}
RANGES = (
    (0x0020, 0x052F),  # Latin, its letters of African languages, marks, Greek, Cyrillic
    (0x0900, 0x097F),  # Devanagari
    (0x1E00, 0x1FFF),  # Latin with two marks (Vietnamese); Greek with accents
    (0x2000, 0x22FF),  # punctuation, raised figures, currencies, ™, №, ≤
    (0x25CC, 0x25CC),  # the circle that a lone mark stands on
)


def face(source: Path, weight: int) -> TTFont:
    with TTFont(source, recalcTimestamp=False) as variable:
        font = instancer.instantiateVariableFont(
            variable, {"wght": weight, "wdth": 100}, updateFontNames=True
        )
    subsetter = Subsetter(Options(hinting=False, notdef_outline=True, name_IDs=["*"]))
    subsetter.populate(unicodes=[char for first, last in RANGES for char in range(first, last + 1)])
    subsetter.subset(font)
    return font


def main() -> None:
    source, folder = map(Path, sys.argv[1:])
    for name, weight in WEIGHTS.items():
        face(source, weight).save(folder / f"NotoSans-{name}.ttf")


if __name__ == "__main__":
    main()
