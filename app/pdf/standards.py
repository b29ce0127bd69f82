"""The standards that a file declares: PDF/A-3a, and PDF/UA-1 with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weasyprint.pdf.metadata import DocumentMetadata

VARIANT = "pdf/a-3a"

# WeasyPrint declares one standard only. This declares PDF/UA-1 as well (ISO 14289-1, 5), with the description
# that PDF/A demands for every property it does not define itself (ISO 19005-3, 6.6.2.3).
PDF_UA_METADATA = b"""
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


def declare_pdf_ua(metadata: DocumentMetadata) -> None:
    """Add PDF/UA-1 to the metadata that WeasyPrint will write."""
    # The public `xmp_metadata` is not enough: a file made with it fails rule 5-1 of PDF/UA-1.
    weasyprints = metadata.generate_rdf_metadata

    def both(*which: object) -> bytes:
        described: bytes = weasyprints(*which)
        return described.removesuffix(b"</rdf:RDF>") + PDF_UA_METADATA

    metadata.generate_rdf_metadata = both
