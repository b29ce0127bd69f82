"""A page as gzip in which nothing that is secret, typed or reflected is compressed.

Compressed together, the length of an answer would say whether a reflected text equals a part of a secret
(BREACH). A page is cut into parts. Shared ones are compressed, each with those before it. Private ones go as
they are, in stored blocks, and no shared one refers to them: of a private part, only its length counts.
"""

from __future__ import annotations

import re
import struct
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from isal import isal_zlib

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LEVEL = 1  # 3 makes pages a thirtieth smaller, in half as much time again
HEAD = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"  # gzip, deflate; no name, no time, no system
END = b"\x01\0\0\xff\xff"  # the last block: stored, and empty
MOST_STORED = 0xFFFF  # bytes of one stored block
IN_NO_TEXT = b"\xff"  # a byte that UTF-8 never has
# No escaped text has "<": what people type cannot look like a mark.
BEGIN_SHARED, END_SHARED = "<?shared>", "<?/shared>"
BEGIN_PRIVATE, END_PRIVATE = "<?private>", "<?/private>"
MARK = re.compile(rb"(<\?/?(?:shared|private)>)")


class Part(NamedTuple):
    """Some of a page, in UTF-8."""

    is_shared: bool
    text: bytes


def parts_of(page: bytes) -> list[Part]:
    """Cut a page at its marks, which may be nested. What stands in none is private."""
    pieces = groupby(_pieces(page), key=attrgetter("is_shared"))
    return [Part(is_shared, plain(some)) for is_shared, some in pieces]


def _pieces(page: bytes) -> Iterator[Part]:
    kinds = [False]
    for place, piece in enumerate(MARK.split(page)):
        if place % 2 == 0:
            if piece:
                yield Part(kinds[-1], piece)
        elif piece.startswith(b"<?/"):
            kinds.pop()
        else:
            kinds.append(piece == BEGIN_SHARED.encode())


def plain(parts: Iterable[Part]) -> bytes:
    return b"".join(part.text for part in parts)


def gzipped(parts: Iterable[Part]) -> bytes:
    """Return the parts as one gzip file."""
    parts = [*parts]
    packer = isal_zlib.compressobj(LEVEL, wbits=-isal_zlib.MAX_WBITS)
    blocks = (_deflated(packer, text) if shared else _stored(packer, text) for shared, text in parts)
    whole = plain(parts)
    return b"".join((HEAD, *blocks, END, struct.pack("<II", isal_zlib.crc32(whole), len(whole) & 0xFFFFFFFF)))


def _deflated(packer: isal_zlib.Compress, text: bytes) -> bytes:
    return packer.compress(text) + packer.flush(isal_zlib.Z_SYNC_FLUSH)  # which ends at a whole byte


def _stored(packer: isal_zlib.Compress, text: bytes) -> bytes:
    # So that distances in later parts are right, the packer passes as many bytes, none of which it can find.
    _deflated(packer, IN_NO_TEXT * len(text))
    return b"".join(_stored_blocks(text))


def _stored_blocks(text: bytes) -> Iterator[bytes]:
    for start in range(0, len(text), MOST_STORED):
        block = text[start : start + MOST_STORED]
        yield struct.pack("<BHH", 0, len(block), MOST_STORED - len(block)) + block
