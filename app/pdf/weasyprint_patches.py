"""Two things that WeasyPrint does for any document, and that cost a fifth of the time of ours."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pydyf
from weasyprint import HTML

if TYPE_CHECKING:
    from weasyprint import CSS, Document
    from weasyprint.urls import URLFetcher


class Paper(HTML):
    """A document whose elements look as `basis` says, and not as in WeasyPrint's sheet for any document.

    That one gives six pseudo-elements to every element and a style to every box of the page's margin.
    """

    def __init__(self, markup: str, basis: CSS, fetcher: URLFetcher) -> None:
        super().__init__(string=markup, url_fetcher=fetcher)
        self._basis = basis

    def _ua_stylesheets(self, *_forms: bool) -> list[CSS]:
        return [self._basis]


class _Written(pydyf.Object):
    """An object of the PDF that keeps its bytes."""

    def __init__(self, made: pydyf.Object) -> None:
        super().__init__()
        self.number, self.generation = made.number, made.generation
        self._data: bytes = made.data
        self._compressible: bool = made.compressible

    @property
    def data(self) -> bytes:
        return self._data

    @property
    def compressible(self) -> bool:
        return self._compressible


def write_once(_document: Document, pdf: pydyf.PDF) -> None:
    """Make the bytes of each object, as pydyf would for the file and then again for the file's identifier.

    Streams are deflated at zlib's usual level: pydyf's highest one takes twice as long for one percent.
    """
    for each in pdf.objects:
        if isinstance(each, pydyf.Stream) and each.compress:
            _deflate(each)
    pdf.objects = [each if each.free == "f" else _Written(each) for each in pdf.objects]


def _deflate(stream: pydyf.Stream) -> None:
    stream.compress = False
    plain = stream.data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
    stream.stream, stream.extra["Filter"] = [zlib.compress(plain)], "/FlateDecode"
