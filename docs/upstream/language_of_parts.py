"""A passage in another language should be marked with /Lang in the structure (ISO 14289-1, 7.2)."""

import io
import sys

import pikepdf
import weasyprint

HTML = """<html lang="en"><title>Languages</title>
<p>She said:</p>
<p lang="es">¿Qué puedo esperar?</p>
<p>And then <span lang="fr">bonjour</span>.</p>"""

pdf = pikepdf.open(io.BytesIO(weasyprint.HTML(string=HTML).write_pdf(pdf_variant="pdf/ua-1")))
marked = {str(each.Lang) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Lang" in each}
print(f"WeasyPrint {weasyprint.__version__}")
print(f"languages written: en, es, fr; in the PDF: {', '.join(sorted(marked))}")
sys.exit(marked != {"en", "es", "fr"})
