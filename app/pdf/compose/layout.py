"""Lays out blocks with WeasyPrint, one on each page of a document, and keeps those that may be kept."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from app.pdf.compose.blocks import NotComposableError
from app.pdf.compose.fragments import Fragments
from app.pdf.compose.kept import Kept, Key, key_of
from app.pdf.compose.letters import fonts_of
from app.pdf.compose.measured import Measured, fragment, one_on_each_page
from app.pdf.compose.taker import PageTaker
from app.pdf.fields import finish_fields
from app.pdf.places import mark_fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pydyf
    from weasyprint import Document

    from app.pdf.compose.blocks import Block, Marked
    from app.pdf.compose.geometry import Geometry
    from app.pdf.compose.letters import Fonts, Letters
    from app.pdf.typesetter import Typesetter

MOST_AHEAD: Final = 8_000  # of the blocks that are kept, so that there is room for those that people ask for
MOST_OF_A_DOCUMENT: Final = 40  # blocks: a process keeps the memory that its largest document took
AT_ONCE: Final = 8  # blocks laid out ahead: who comes meanwhile waits some hundredths of a second


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The fragments of each block, and fonts that were made for those blocks that are not kept."""

    fragments: tuple[Fragments, ...]
    fonts: Fonts


class Blocks:
    """Lays out blocks, and keeps some: () of one that has to be laid out each time."""

    def __init__(self, typesetter: Typesetter, letters: Letters) -> None:
        self._typesetter, self._letters = typesetter, letters
        self.kept = Kept()

    def laid_out(
        self, marked: Marked, geometry: Geometry, own: dict[Key, Fragments], *, to_fill_in: bool
    ) -> LaidOut:
        """Lay out the blocks of a document, of which none or all have fields. Raises NotComposableError.

        `own` are those of a sheet that are not kept, and that its next version may have again.
        """
        keys = _keys(marked, to_fill_in=to_fill_in)
        by_key = dict(zip(keys, marked.blocks, strict=True))
        found = {key: self.kept[key] for key, each in by_key.items() if each.is_kept and key in self.kept}
        maker = _Maker(self._typesetter, self._letters, marked.root, geometry, to_fill_in=to_fill_in)
        made = maker.made({key: by_key[key] for key in by_key if not found.get(key) and key not in own})
        found |= self._keep({key: each for key, each in made.items() if by_key[key].is_kept})
        alone = {key: each for key, each in by_key.items() if not found.get(key)}
        if not maker.fonts:
            own |= {key: made[key] for key in alone if key in made}
        elif made.keys() != alone.keys():
            # Fonts are made of these blocks alone: what was kept before may not change a file.
            maker.fonts = {}
            made = maker.made(alone)
        found |= {key: made.get(key) or own[key] for key in alone}
        return LaidOut(tuple(found[key] for key in keys), maker.fonts)

    @property
    def are_enough(self) -> bool:
        """Whether no more may be laid out ahead."""
        return len(self.kept) >= MOST_AHEAD

    def ahead(self, marked: Marked, geometry: Geometry) -> Iterator[None]:
        """Lay out the blocks that may be kept, a few before each yield. Raises NotComposableError."""
        blocks = dict(zip(_keys(marked, to_fill_in=False), marked.blocks, strict=True))
        missing = [key for key, each in blocks.items() if each.is_kept and key not in self.kept]
        maker = _Maker(self._typesetter, self._letters, marked.root, geometry, to_fill_in=False)
        for start in range(0, len(missing), AT_ONCE):
            if self.are_enough:
                return
            self._keep(maker.made({key: blocks[key] for key in missing[start : start + AT_ONCE]}))
            yield

    def _keep(self, made: Mapping[Key, Fragments]) -> dict[Key, Fragments]:
        """Keep and return blocks: () of one that needs a font made for the sheet."""
        prepared = {
            key: each if self._letters.are_prepared(one.drawing for one in each) else ()
            for key, each in made.items()
        }
        for key, each in prepared.items():
            self.kept[key] = each
        return prepared


def _keys(marked: Marked, *, to_fill_in: bool) -> list[Key]:
    """Return keys of all that the layout of each block depends on."""
    root = marked.root
    return [key_of(root, each.opening, each.html, to_fill_in=to_fill_in) for each in marked.blocks]


class _Maker:
    """Makes fragments of blocks, and `fonts` where they need letters that are not usual."""

    def __init__(
        self, typesetter: Typesetter, letters: Letters, root: str, geometry: Geometry, *, to_fill_in: bool
    ) -> None:
        self._typesetter, self._letters, self._root, self._geometry = typesetter, letters, root, geometry
        self._to_fill_in = to_fill_in
        self.fonts: Fonts = {}

    def made(self, blocks: Mapping[Key, Block]) -> dict[Key, Fragments]:
        """Return the fragments of blocks, MOST_OF_A_DOCUMENT at a time."""
        left, made = iter(blocks.items()), dict[Key, Fragments]()
        while some := dict(islice(left, MOST_OF_A_DOCUMENT)):
            made |= self._made(some)
        return made

    def _made(self, blocks: Mapping[Key, Block]) -> dict[Key, Fragments]:
        each = list(blocks.values())
        document = self._document(each, "apart")
        if len(document.pages) != len(each):
            raise NotComposableError("a block is taller than all pages")
        made = self._taken(document, each, range(len(each)))
        return {
            key: (one,) if one.height <= self._geometry.right.height else self._split(block)
            for (key, block), one in zip(blocks.items(), made, strict=True)
        }

    def _split(self, block: Block) -> Fragments:
        """Let WeasyPrint break a block that is taller than a page. Its frame may end in the margin."""
        document = self._document([block], "split")
        count, most = len(document.pages), self._geometry.right.height
        parts = self._taken(document, [block] * count, [0] * count)
        return tuple(one._replace(height=min(one.height, most)) for one in parts)

    def _document(self, blocks: list[Block], kind: str) -> Document:
        return self._typesetter.of_blocks(one_on_each_page(self._root, blocks, kind), self._geometry.styles)

    def _taken(self, document: Document, blocks: list[Block], names: Sequence[int]) -> Fragments:
        """Take the block of each page; `names` are the numbers by which the pages name them."""
        places = mark_fields(document.pages) if self._to_fill_in else []
        pages = [Measured(*each) for each in zip(document.pages, blocks, names, strict=True)]

        def take(pdf: pydyf.PDF) -> Fragments:
            finish_fields(pdf, places)
            taker = PageTaker(pdf)
            made = tuple(fragment(taker, number, page) for number, page in enumerate(pages))
            if names := self._letters.unusual(one.drawing for one in made):
                taker.make_fonts(document)
                self.fonts |= fonts_of(taker, names)
            return made

        return self._typesetter.taken(document, take, pdf_tags=True)
