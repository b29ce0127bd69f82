"""HTML into PDF/UA-1 and PDF/A-3a. The only module that knows WeasyPrint."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from app.fonts import BOLD_FONT, TEXT_FONT, WIDE_FONT
from app.turns import at_most

if TYPE_CHECKING:
    from pathlib import Path

    from weasyprint import Page
    from weasyprint.pdf.metadata import DocumentMetadata

FACES = f"""
@font-face {{ font-family: Sheet; src: url(asset:{TEXT_FONT}); font-weight: 400 }}
@font-face {{ font-family: Sheet; src: url(asset:{BOLD_FONT}); font-weight: 700 }}
@font-face {{ font-family: Wide; src: url(asset:{WIDE_FONT}); font-weight: 400 }}
"""


VARIANT = "pdf/a-3a"
LONGEST_RENDER = 25  # seconds; the longest sheet takes about one, and gunicorn ends a worker after 60

# WeasyPrint declares one standard. This says beside it that the file is PDF/UA-1 too, and, as PDF/A asks for
# properties it does not know itself, what that property is (ISO 14289-1, 5; ISO 19005-3, 6.6.2.3).
ACCESSIBLE = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>"""


class PdfError(Exception):
    """The paper could not be made; what the person typed is unharmed."""


class _Assets(URLFetcher):
    """Knows the bundled fonts, the clinic's logo and nothing else: no file, no network, no redirect."""

    def __init__(self, folder: Path, logo: bytes | None) -> None:
        super().__init__(allowed_protocols=("asset",), allow_redirects=False, fail_on_errors=True)
        names = (TEXT_FONT, BOLD_FONT, WIDE_FONT)
        self._known = {f"asset:{name}": ((folder / name).read_bytes(), "font/ttf") for name in names}
        if logo is not None:
            self._known["asset:logo"] = (logo, "image/png")

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        del headers
        if url not in self._known:
            raise FatalURLFetchingError(f"the paper may not load {url[:80]}")
        data, kind = self._known[url]
        return URLFetcherResponse(url, data, {"Content-Type": kind})


class Renderer:
    """Renders with one font configuration and one parsed stylesheet for the life of the process.

    A FontConfiguration for each document would leak about 240 kB every time, and one shared by threads
    corrupts memory: serve this with one thread a process.
    """

    def __init__(self, static: Path, stylesheet: str = "sheet.css", logo: bytes | None = None) -> None:
        """Raise OSError if a font or the stylesheet is missing."""
        self._fetcher = _Assets(static / "fonts", logo)
        self._fonts = FontConfiguration()
        css = FACES + (static / stylesheet).read_text(encoding="utf-8")
        self._css = CSS(string=css, font_config=self._fonts, url_fetcher=self._fetcher)

    def render(self, html: str) -> bytes:
        """Return the PDF, at once PDF/UA-1 and PDF/A-3a, of a complete HTML document.

        The same HTML gives the same bytes. Pages after the one with id="end" are left out: they hold only
        the lines for notes that the last page had no room for. Raises PdfError, whatever went wrong.
        """
        try:
            with at_most(LONGEST_RENDER):
                return self._made(html)
        except FatalURLFetchingError as error:  # a BaseException: unhandled it would end the worker
            raise PdfError(str(error)) from None
        except Exception as error:
            raise PdfError(type(error).__name__) from error

    def _made(self, html: str) -> bytes:
        document = HTML(string=html, url_fetcher=self._fetcher).render(
            stylesheets=[self._css], font_config=self._fonts, pdf_variant=VARIANT
        )
        document = document.copy(_until_the_end(document.pages))
        _declare_accessible(document.metadata)
        pdf: bytes = document.write_pdf(pdf_variant=VARIANT)
        return pdf

    def warm(self, html: str) -> None:
        """Render once before the workers fork, and leave what it built out of every later collection."""
        self.render(html)
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 20, 100)


def _until_the_end(pages: list[Page]) -> list[Page]:
    last = next((number for number, page in enumerate(pages) if "end" in page.anchors), len(pages) - 1)
    return pages[: last + 1]


def _declare_accessible(metadata: DocumentMetadata) -> None:
    own = metadata.generate_rdf_metadata

    def both(*which: object) -> bytes:
        described: bytes = own(*which)
        return described.removesuffix(b"</rdf:RDF>") + ACCESSIBLE

    metadata.generate_rdf_metadata = both
