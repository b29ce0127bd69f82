"""The fonts of a file: sets of letters that are prepared once, so that no sheet waits for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Final
from unicodedata import category

from app.content.fonts import bundled_fonts
from app.pdf.compose.specimen import DIGITS, page_of
from app.pdf.compose.taker import PageTaker

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    import pydyf

    from app.pdf.compose.fragments import Drawing, Glyphs
    from app.pdf.compose.objects import Loose
    from app.pdf.typesetter import Typesetter

USUAL: Final = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "\N{NO-BREAK SPACE}¡¿°·½×ÀÁÂÃÇÉÊÍÑÓÔÕÚÜàáâãçéêíñóôõúü\N{EN DASH}\N{EM DASH}\u2018\u2019“”•…≤≥"  # noqa: RUF001  a sign of arithmetic
)
"""What papers in English, Spanish and Portuguese are written with."""
JOINED: Final = " ff fi fl ffi ffl fj tt"  # letters that fonts join
FIGURES: Final = f'<span class="number">{DIGITS}</span>'  # numbers have digits of their own
WIDE: Final = ' class="wide"'
_LATIN: Final = ((0x20, 0x250), (0x1E00, 0x1F00), (0x2000, 0x2070))
_GREEK: Final = (0x370, 0x400)
_CYRILLIC: Final = (0x400, 0x530)
SCRIPTS: Final = (_LATIN, (*_LATIN, _GREEK), (*_LATIN, _CYRILLIC), (*_LATIN, _GREEK, _CYRILLIC))
"""What sets of the wide font hold. Devanagari joins its letters in too many ways."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font and the glyphs that it holds."""

    made: Loose
    glyphs: Glyphs


Fonts = dict[bytes, Font]


class Letters:
    """The fonts by their names in a file, in sets that do not depend on what was printed before."""

    def __init__(self, typesetter: Typesetter) -> None:
        self._typesetter = typesetter
        self._prepared = cache(self._made)

    def fonts(self, drawings: Iterable[Drawing], own: Fonts) -> dict[bytes, Loose]:
        """Return fonts for drawings by their names; none if one of them has no set with all its glyphs.

        `own` are fonts that were made for this sheet alone.
        """
        needed = sorted(_needed(drawings).items())
        found = {name: self._font(name, glyphs, own) for name, glyphs in needed}
        return {name: font.made for name, font in found.items() if font} if all(found.values()) else {}

    def of_document(self, html: str) -> Fonts:
        """Return the fonts of a document as WeasyPrint alone makes it."""
        return self._taken(html)

    def unusual(self, drawings: Iterable[Drawing]) -> set[bytes]:
        """Return the names of the fonts of which the usual letters are not enough."""
        return {name for name, glyphs in _needed(drawings).items() if not _has(self._usual, name, glyphs)}

    def are_prepared(self, drawings: Iterable[Drawing]) -> bool:
        """Whether some set has the letters, so that no font has to be made for a sheet."""
        return all(self._font(*each, {}) for each in _needed(drawings).items())

    def _font(self, name: bytes, glyphs: Glyphs, own: Fonts) -> Font | None:
        return next((fonts[name] for fonts in self._sets(own) if _has(fonts, name, glyphs)), None)

    def _sets(self, own: Fonts) -> Iterator[Fonts]:
        """Yield sets of letters, larger and larger ones. One that is not needed is not made."""
        yield self._usual
        yield own
        yield self._prepared(_alone(bundled_fonts().text))
        for scripts in SCRIPTS:
            yield self._prepared(_alone(bundled_fonts().wide & _codes(scripts)), WIDE)

    @property
    def _usual(self) -> Fonts:
        return self._prepared(USUAL)

    def _made(self, letters: str, attribute: str = "") -> Fonts:
        text = escape(letters + JOINED) + FIGURES
        specimen = f"<p{attribute}>{text}</p><h1{attribute}>{text}</h1>"
        return self._taken(page_of(specimen))

    def _taken(self, html: str) -> Fonts:
        document = self._typesetter.document(html)

        def take(pdf: pydyf.PDF) -> Fonts:
            taker = PageTaker(pdf)
            taker.make_fonts(document)
            return fonts_of(taker, taker.fonts)

        return self._typesetter.taken(document, take, pdf_tags=True)


def fonts_of(taker: PageTaker, names: Container[bytes]) -> Fonts:
    """Return the fonts of a document with these names."""
    return {name: Font(*taker.font(name)) for name in taker.fonts if name in names}


def _alone(codes: Iterable[int]) -> str:
    """Return the letters of a font that stand for themselves: no marks on others, no ends of lines."""
    letters = filter(str.isprintable, map(chr, sorted(codes)))
    return "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}" + "".join(
        each for each in letters if not category(each).startswith("M")
    )


def _codes(scripts: Iterable[tuple[int, int]]) -> set[int]:
    return {code for first, last in scripts for code in range(first, last)}


def _needed(drawings: Iterable[Drawing]) -> dict[bytes, Glyphs]:
    needed: dict[bytes, Glyphs] = {}
    for each in drawings:
        for name, glyphs in each.glyphs:
            needed[name] = needed.get(name, 0) | glyphs
    return needed


def _has(fonts: Fonts, name: bytes, glyphs: Glyphs) -> bool:
    return name in fonts and not glyphs & ~fonts[name].glyphs
