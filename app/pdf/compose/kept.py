"""The blocks that a process keeps, packed: thousands of them take a few megabytes."""

from __future__ import annotations

import marshal
import zlib
from collections import OrderedDict
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from app.pdf.compose.fragments import Fragment, Fragments

MOST: Final = 9_000  # blocks, of some 1.5 kB
MOST_SHARED: Final = 3_000  # what blocks have in common beside their drawings; thousands have some 1,400
DICTIONARY: Final = 16_000  # bytes: with more of them, contents are hardly smaller
BYTES_OF_A_KEY: Final = 16

Key = bytes
Same = TypeVar("Same")


def key_of(root: str, opening: str, html: str, *, to_fill_in: bool) -> Key:
    """Return the key of a block: a digest, as the texts take a fifth of the memory of a block."""
    return _digest(f"{root}\0{opening}\0{html}\0{to_fill_in}")


def _digest(text: str) -> Key:
    return blake2b(text.encode(), digest_size=BYTES_OF_A_KEY).digest()


class Kept:
    """At most MOST blocks, those that were used last.

    Drawings are deflated; the first ones are the dictionary for the others, which are much alike. All else
    most blocks have in common with others: it is kept once.
    """

    def __init__(self) -> None:
        self._blocks = OrderedDict[Key, tuple[_Packed, ...]]()
        self._dictionary = b""
        self._shared: dict[Key, object] = {}

    def __len__(self) -> int:
        return len(self._blocks)

    def __contains__(self, key: Key) -> bool:
        return key in self._blocks

    def __getitem__(self, key: Key) -> Fragments:
        self._blocks.move_to_end(key)
        return tuple(each.fragment() for each in self._blocks[key])

    def __setitem__(self, key: Key, fragments: Fragments) -> None:
        self._blocks[key] = tuple(map(self._packed, fragments))
        while len(self._blocks) > MOST:
            self._blocks.popitem(last=False)

    def _packed(self, one: Fragment) -> _Packed:
        drawn = marshal.dumps((one.drawing.content, one.drawing.glyphs))
        made = _Packed(self._shell(one), drawn, self._dictionary)
        if len(self._dictionary) < DICTIONARY:
            self._dictionary += drawn
        return made

    def _shell(self, one: Fragment) -> Fragment:
        """Return a fragment without what its drawing shows: one object for all that are then equal."""
        drawing = one.drawing._replace(content=b"", glyphs=())
        return self._same(one._replace(drawing=drawing, structure=self._same(one.structure)))

    def _same(self, part: Same) -> Same:
        """Return one object for all equal parts; not by `==`, as 0, 0.0 and False are written differently."""
        if len(self._shared) >= MOST_SHARED:
            self._shared.clear()
        return self._shared.setdefault(_digest(repr(part)), part)  # type: ignore[return-value]  # of equal type


class _Packed:
    """A fragment: its shell, and `drawn`, deflated."""

    __slots__ = ("_dictionary", "_drawn", "_shell")

    def __init__(self, shell: Fragment, drawn: bytes, dictionary: bytes) -> None:
        packer = zlib.compressobj(zlib.Z_BEST_COMPRESSION, wbits=-zlib.MAX_WBITS, zdict=dictionary)
        self._drawn = packer.compress(drawn) + packer.flush()
        self._shell, self._dictionary = shell, dictionary

    def fragment(self) -> Fragment:
        drawn = zlib.decompressobj(-zlib.MAX_WBITS, self._dictionary).decompress(self._drawn)
        content, glyphs = marshal.loads(drawn)  # noqa: S302  made by this process
        return self._shell._replace(drawing=self._shell.drawing._replace(content=content, glyphs=glyphs))
