"""What the file says of itself: PDF/A-3a, and PDF/UA-1 beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weasyprint.pdf.metadata import DocumentMetadata

VARIANT = "pdf/a-3a"

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


def declare_accessible(metadata: DocumentMetadata) -> None:
    """Let the metadata that are written later name both standards."""
    own = metadata.generate_rdf_metadata

    def both(*which: object) -> bytes:
        described: bytes = own(*which)
        return described.removesuffix(b"</rdf:RDF>") + ACCESSIBLE

    metadata.generate_rdf_metadata = both
