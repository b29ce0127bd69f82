"""What the glyphs of a PDF stand for, so that its text is heard and found.

WeasyPrint notes the letters for which a document uses a glyph first. Where several glyphs stand for one
letter, the first of them stands for nothing then, also in every other word.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import pydyf
from fontTools.ttLib import TTFont

from app.content.fonts import FOLDER
from app.pdf.faces import FACES

if TYPE_CHECKING:
    from collections.abc import Iterator

USUAL: Final = 400  # the weight of letters that are not bold
FILES: Final = {f"{family}{'-Bold' * (weight > USUAL)}".encode(): file for family, weight, file in FACES}
PAIR: Final = re.compile(rb"<([0-9a-f]{4})> <[0-9a-f]*>")
NESTED: Final = 5  # how often glyphs are joined again


def name_glyphs(pdf: pydyf.PDF) -> None:
    """Let each glyph of our fonts stand for its own letter, or for those that it joins."""
    for font in pdf.objects:
        if isinstance(font, pydyf.Dictionary) and "ToUnicode" in font:
            file = FILES.get(font["BaseFont"].rpartition(b"+")[2])
            named = pdf.objects[int(font["ToUnicode"].split()[0])]
            if file:
                named.stream = [_named(line, file) for line in named.stream]


def _named(line: bytes, file: str) -> bytes:
    pair = PAIR.fullmatch(line)
    glyph = int(pair[1], 16) if pair else 0
    text = _letters(file).get(glyph) or _joined(file).get(glyph) if glyph else None
    return b"<%04x> <%s>" % (glyph, text.encode("utf-16-be").hex().encode()) if text else line


@cache
def _letters(file: str) -> dict[int, str]:
    """Return the letter of each glyph that stands for one by itself."""
    with TTFont(FOLDER / file) as font:
        return {font.getGlyphID(name): chr(code) for code, name in font.getBestCmap().items()}


@cache
def _joined(file: str) -> dict[int, str]:
    """Return what the glyphs stand for that the font puts in the place of others."""
    with TTFont(FOLDER / file) as font:
        texts = {name: chr(code) for code, name in font.getBestCmap().items()}
        # Joined ones first: a sign alone may be drawn with the same glyph.
        put = sorted(_substitutions(font), key=lambda each: -len(each[0]))
        for _ in range(NESTED):
            for parts, name in put:
                if all(part in texts for part in parts):
                    texts.setdefault(name, "".join(texts[part] for part in parts))
        return {font.getGlyphID(name): text for name, text in texts.items()}


def _substitutions(font: TTFont) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the names of glyphs, and of the one that takes their place."""
    tables = (table for lookup in font["GSUB"].table.LookupList.Lookup for table in lookup.SubTable)
    for table in (getattr(each, "ExtSubTable", each) for each in tables):
        yield from _ligatures(table)
        mapped: dict[str, Any] = getattr(table, "mapping", {})
        yield from (((name,), other) for name, other in mapped.items() if isinstance(other, str))


def _ligatures(table: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    for first, several in getattr(table, "ligatures", {}).items():
        for each in several:
            yield (first, *each.Component), each.LigGlyph
