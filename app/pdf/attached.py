"""Finds the saved sheet that a PDF carries (app/pdf/compose/attachment.py) in a file that somebody uploads.

No PDF library reads uploads: a file of 5 kB can cost one seconds of processor time and gigabytes of memory.
Nothing of the structure of the file is trusted either: the start of each stream is tried, within limits.
Programs that rewrite a PDF keep its attachments as streams, so it is found in their files, too.
"""

from __future__ import annotations

import re
import zlib
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal

from app.core.saved import MOST_BYTES, START, SavedSheetError

if TYPE_CHECKING:
    from collections.abc import Iterator

# Bytes. The largest sheet that is made here has 0.4 million; a program that packs nothing makes 1.7 of them.
LARGEST_FILE: Final = 2_000_000
MOST_STREAMS: Final = 4_000
MOST_COPIES: Final = 40  # that are read: a file may have been put together from several of one sheet
PROBE: Final = 1_024  # bytes: the head of a compressed stream can take some hundreds
HEADER_WITHIN: Final = 1_024  # where readers look for "%PDF-"

_STREAM = re.compile(rb"[>\s]stream\r?\n")
# Programs that print a page or a PDF into a new PDF, in which nothing but the pages is left.
_PRINTERS = re.compile(rb"Skia/PDF|Quartz PDFContext|Microsoft: Print To PDF|cairo \d", re.IGNORECASE)


def find(pdf: bytes) -> bytes:
    """Return the JSON of the saved sheet in a file. Raises SavedSheetError."""
    if not pdf:
        raise SavedSheetError("empty")
    if len(pdf) > LARGEST_FILE:
        raise SavedSheetError("too_large")
    if b"%PDF-" not in pdf[:HEADER_WITHIN]:
        raise SavedSheetError("no_pdf")
    found = islice(_saved_sheets(pdf), MOST_COPIES)
    saved = next(found, None)
    if saved is None:
        raise SavedSheetError(_why_nothing(pdf))
    if any(other != saved for other in found):
        raise SavedSheetError("two")
    return saved


def _why_nothing(pdf: bytes) -> Literal["locked", "printed", "nothing_saved"]:
    if b"/Encrypt" in pdf:
        return "locked"
    return "printed" if _PRINTERS.search(pdf) else "nothing_saved"


def _saved_sheets(pdf: bytes) -> Iterator[bytes]:
    for match in islice(_STREAM.finditer(pdf), MOST_STREAMS):
        if saved := _plain(pdf, match.end()) or _inflated(pdf, match.end()):
            yield saved


def _plain(pdf: bytes, start: int) -> bytes | None:
    """Return a saved sheet in a stream that is not compressed; None if there is none."""
    if not pdf.startswith(START, start):
        return None
    end = pdf.find(b"endstream", start, start + MOST_BYTES)
    if end < 0:
        raise SavedSheetError("cut")
    return pdf[start:end].rstrip(b"\r\n")


def _inflated(pdf: bytes, start: int) -> bytes | None:
    """Return a saved sheet in a compressed stream; None if there is none."""
    try:
        if zlib.decompressobj().decompress(pdf[start : start + PROBE], len(START)) != START:
            return None
        stream = zlib.decompressobj()
        saved = stream.decompress(pdf[start : start + MOST_BYTES], MOST_BYTES)
    except zlib.error:
        return None
    if not stream.eof:
        raise SavedSheetError("cut")
    return saved
