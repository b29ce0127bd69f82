"""Two general-purpose steps of WeasyPrint that our documents do not need; skipping them saves a fifth.

Both reach into private parts of WeasyPrint and pydyf. tests/pdf/test_weasyprint_patches.py compares the
result with theirs.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pydyf
from weasyprint import HTML

if TYPE_CHECKING:
    from weasyprint import CSS, Document
    from weasyprint.urls import URLFetcher


class HTMLWithOwnDefaults(HTML):
    """A document whose default styles are `defaults` instead of WeasyPrint's stylesheet for any document.

    That one styles six pseudo-elements of every element and every box in the page margins.
    """

    def __init__(self, markup: str, defaults: CSS, fetcher: URLFetcher) -> None:
        super().__init__(string=markup, url_fetcher=fetcher)
        self._defaults = defaults

    def _ua_stylesheets(self, *_forms: bool) -> list[CSS]:
        return [self._defaults]


class _SerializedObject(pydyf.Object):
    """A PDF object that keeps its bytes."""

    def __init__(self, original: pydyf.Object) -> None:
        super().__init__()
        self.number, self.generation = original.number, original.generation
        self._data: bytes = original.data
        self._compressible: bool = original.compressible

    @property
    def data(self) -> bytes:
        return self._data

    @property
    def compressible(self) -> bool:
        return self._compressible


def serialize_once(_document: Document, pdf: pydyf.PDF) -> None:
    """Serialize each object now; pydyf would do it once for the file and again for the file's identifier.

    Streams are compressed at zlib's default level: pydyf's highest one takes twice as long for one percent.
    """
    for each in pdf.objects:
        if isinstance(each, pydyf.Stream) and each.compress:
            _compress(each)
    pdf.objects = [each if each.free == "f" else _SerializedObject(each) for each in pdf.objects]


def _compress(stream: pydyf.Stream) -> None:
    stream.compress = False
    # `data` is the whole object: dictionary, keyword and content.
    plain = stream.data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
    stream.stream, stream.extra["Filter"] = [zlib.compress(plain)], "/FlateDecode"
