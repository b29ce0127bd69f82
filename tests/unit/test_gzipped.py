from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.web.gzipped import (
    BEGIN_PRIVATE,
    BEGIN_SHARED,
    END_PRIVATE,
    END_SHARED,
    Part,
    gzipped,
    parts_of,
    plain,
)

TOKEN = b"0123456789abcdef0123456789abcdef"
# Few letters, so that parts repeat each other.
texts = st.text(st.sampled_from("ab<é…")).map(str.encode)
parts = st.lists(st.builds(Part, st.booleans(), texts))
CHECKSUM = 8  # bytes at the end: what the whole text is, and how long


def turned(text: bytes) -> bytes:
    """Return as many bytes, each of them another one."""
    return bytes(byte ^ 0xFF for byte in text)


@given(parts)
@example([Part(is_shared=True, text=b"a" * 70_000), Part(is_shared=False, text=b"a" * 70_000)])
def test_browser_gets_the_plain_page(page: list[Part]) -> None:
    assert gzip.decompress(gzipped(page)) == plain(page)


@given(parts)
@example(
    [Part(is_shared=True, text=TOKEN), Part(is_shared=False, text=TOKEN), Part(is_shared=True, text=TOKEN)]
)
def test_private_text_changes_its_own_bytes_only(page: list[Part]) -> None:
    """So no match reaches into it, out of it or across it by what it says: its length is all that counts."""
    other = [part if part.is_shared else part._replace(text=turned(part.text)) for part in page]
    one, two = gzipped(page), gzipped(other)
    assert len(one) == len(two)
    pairs = zip(one[:-CHECKSUM], two[:-CHECKSUM], strict=True)
    assert sum(a != b for a, b in pairs) == sum(len(part.text) for part in page if not part.is_shared)
    assert gzip.decompress(two) == plain(other)


def test_shared_parts_are_compressed_together() -> None:
    words = b"What side effects are common?"
    page = [
        Part(is_shared=True, text=words),
        Part(is_shared=False, text=TOKEN),
        Part(is_shared=True, text=words),
    ]
    assert len(gzipped(page)) < len(gzipped(page[:2])) + len(words) / 2


def test_what_has_no_mark_is_private() -> None:
    page = f"a{BEGIN_SHARED}b{BEGIN_PRIVATE}c{BEGIN_SHARED}d{END_SHARED}{END_PRIVATE}e{END_SHARED}f"
    cut = [(part.is_shared, part.text.decode()) for part in parts_of(page.encode())]
    assert cut == [(False, "a"), (True, "b"), (False, "c"), (True, "de"), (False, "f")]


def test_a_cut_file_is_found() -> None:
    data = gzipped([Part(is_shared=True, text=b"a" * 99)])
    with pytest.raises((EOFError, zlib.error)):
        gzip.decompress(data[:-CHECKSUM])
