"""The font of what is typed into fields: the text font with the characters of Windows-1252.

A viewer that draws a field knows simple fonts with such an encoding only, not the ones of the pages.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any, Final

import pydyf
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from app.content.fonts import FOLDER, TEXT_FONT

LETTERS: Final = "Write"
NAME: Final = "/SHEETS+Sheet"
FIRST, LAST = 32, 255
NOT_SYMBOLIC = 1 << 5
NOT_NEEDED = ["GDEF", "GPOS", "GSUB", "STAT", "name"]


def add_font(pdf: pydyf.PDF) -> bytes:
    """Add the font to a PDF and return its reference."""
    file, measures, widths = _subset()
    embedded = pydyf.Stream([file], pydyf.Dictionary({"Length1": len(file)}), compress=True)
    pdf.add_object(embedded)
    described = pydyf.Dictionary({
        "Type": "/FontDescriptor", "FontName": NAME, "Flags": NOT_SYMBOLIC, "ItalicAngle": 0, "StemV": 80,
        "FontFile2": embedded.reference, **measures,
    })  # fmt: skip
    pdf.add_object(described)
    font = pydyf.Dictionary({
        "Type": "/Font", "Subtype": "/TrueType", "BaseFont": NAME, "Encoding": "/WinAnsiEncoding",
        "FirstChar": FIRST, "LastChar": LAST, "Widths": pydyf.Array(widths),
        "FontDescriptor": described.reference,
    })  # fmt: skip
    pdf.add_object(font)
    reference: bytes = font.reference
    return reference


@cache
def _subset() -> tuple[bytes, dict[str, Any], list[int]]:
    """Return the file of the font, and in thousandths of its size its measures and the widths of letters."""
    font = TTFont(FOLDER / TEXT_FONT, recalcTimestamp=False)
    subsetter = Subsetter(Options(hinting=False, notdef_outline=True, drop_tables=NOT_NEEDED))
    subsetter.populate(unicodes=[ord(letter) for letter in _letters() if letter])
    subsetter.subset(font)
    file = BytesIO()
    font.save(file)
    return file.getvalue(), _measures(font), _widths(font)


def _letters() -> list[str]:
    return [bytes([code]).decode("cp1252", "ignore") for code in range(FIRST, LAST + 1)]


def _measures(font: TTFont) -> dict[str, Any]:
    head, across, win = font["head"], font["hhea"], font["OS/2"]
    box = [_thousandths(font, edge) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)]
    heights = {"Ascent": across.ascent, "Descent": across.descent, "CapHeight": win.sCapHeight}
    return {
        "FontBBox": pydyf.Array(box),
        **{name: _thousandths(font, height) for name, height in heights.items()},
    }


def _widths(font: TTFont) -> list[int]:
    glyphs, advances = font.getBestCmap(), font["hmtx"]
    names = [glyphs.get(ord(letter)) if letter else None for letter in _letters()]
    return [_thousandths(font, advances[name][0]) if name else 0 for name in names]


def _thousandths(font: TTFont, units: float) -> int:
    units_of_size: int = font["head"].unitsPerEm
    return round(units * 1000 / units_of_size)
