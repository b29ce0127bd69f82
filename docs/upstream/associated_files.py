"""A file that is attached once should stand in the /AF array of PDF/A-3 once."""

import io
import sys

import pikepdf
import weasyprint

attached = weasyprint.Attachment(string="A file.", name="file.txt")
written = weasyprint.HTML(string='<html lang="en"><title>One file</title><p>Text').write_pdf(
    pdf_variant="pdf/a-3a", attachments=[attached]
)
pdf = pikepdf.open(io.BytesIO(written))
files = [each.objgen for each in pdf.Root.AF]
print(f"WeasyPrint {weasyprint.__version__}")
print(f"files attached: 1; in /AF: {len(files)}, of which different: {len(set(files))}")
sys.exit(len(files) != 1)
