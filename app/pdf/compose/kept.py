"""The blocks that a process keeps, packed: thousands of them take a few megabytes."""

from __future__ import annotations

import marshal
import zlib
from collections import OrderedDict
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from app.pdf.compose.fragments import Fragment, Fragments

MOST: Final = 9_000  # blocks, of some 2 kB
MOST_SHARED: Final = 2_000  # parts that blocks have in common; they have some 500
DICTIONARY: Final = 16_000  # bytes: with more of them, contents are hardly smaller
BYTES_OF_A_KEY: Final = 16

Key = bytes
Same = TypeVar("Same")


def key_of(root: str, opening: str, html: str, *, to_fill_in: bool) -> Key:
    """Return the key of a block: a digest, as the texts take a fifth of the memory of a block."""
    text = f"{root}\0{opening}\0{html}\0{to_fill_in}"
    return blake2b(text.encode(), digest_size=BYTES_OF_A_KEY).digest()


class Kept:
    """At most MOST blocks, those that were used last.

    Drawings are deflated; the first ones are the dictionary for the others, which are much alike. Most blocks
    have the structure of others: it is kept once.
    """

    def __init__(self) -> None:
        self._blocks = OrderedDict[Key, tuple[_Packed, ...]]()
        self._dictionary = b""
        self._shared: dict[object, object] = {}

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
        kept = one._replace(
            drawing=self._one(one.drawing._replace(content=b"", glyphs=())),
            structure=self._one(one.structure),
            around=self._one(one.around),
        )
        drawn = marshal.dumps((one.drawing.content, one.drawing.glyphs))
        made = _Packed(kept, drawn, self._dictionary)
        if len(self._dictionary) < DICTIONARY:
            self._dictionary += drawn
        return made

    def _one(self, part: Same) -> Same:
        """Return the same object for all parts that are equal."""
        if len(self._shared) >= MOST_SHARED:
            self._shared.clear()
        return self._shared.setdefault(part, part)  # type: ignore[return-value]  # it is equal to the part


class _Packed:
    """A fragment, and apart from it what its drawing shows: `drawn`, deflated."""

    __slots__ = ("_dictionary", "_drawn", "_one")

    def __init__(self, one: Fragment, drawn: bytes, dictionary: bytes) -> None:
        packer = zlib.compressobj(zlib.Z_BEST_COMPRESSION, wbits=-zlib.MAX_WBITS, zdict=dictionary)
        self._drawn = packer.compress(drawn) + packer.flush()
        self._one, self._dictionary = one, dictionary

    def fragment(self) -> Fragment:
        drawn = zlib.decompressobj(-zlib.MAX_WBITS, self._dictionary).decompress(self._drawn)
        content, glyphs = marshal.loads(drawn)  # noqa: S302  made by this process
        return self._one._replace(drawing=self._one.drawing._replace(content=content, glyphs=glyphs))
