"""Puts a saved sheet into a composed file, as the source of its pages."""

from __future__ import annotations

from hashlib import md5
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from app.pdf.compose.file import File

NAME: Final = b"(question-sheet.json)"
DATE: Final = b"(D:20260101000000Z)"  # of any time, but always the same: equal sheets give equal files


def attach(file: File, saved: bytes) -> bytes:
    """Add a saved sheet, and return what the catalog says of it (ISO 32000-1, 7.11; ISO 19005-3, 6.8)."""
    digest = md5(saved, usedforsecurity=False).hexdigest().encode()
    about = b"/Params<</CheckSum<%s>/Size %d/CreationDate%s/ModDate%s>>" % (digest, len(saved), DATE, DATE)
    stream = file.add_stream(saved, b"/Type/EmbeddedFile/Subtype/application#2fjson" + about)
    described = file.add(
        b"<</Type/Filespec/F%s/UF%s/EF<</F %d 0 R>>/Desc()/AFRelationship/Source>>" % (NAME, NAME, stream)
    )
    return b"/Names<</EmbeddedFiles<</Names[%s %d 0 R]>>>>/AF[%d 0 R]" % (NAME, described, described)
