"""A list, a table and a paragraph that go over pages should each be one element of the structure."""

import io
import sys
from collections import Counter

import pikepdf
import weasyprint

HTML = f"""<html lang="en"><title>Over pages</title>
<style>@page {{ size: A6 }}</style>
<ul>{"<li>An item</li>" * 60}</ul>
<table><thead><tr><th>Head</th></tr></thead><tbody>{"<tr><td>A cell</td></tr>" * 60}</tbody></table>
<p>{"Some words. " * 400}</p>"""
WRITTEN = {"/L": 1, "/Table": 1, "/THead": 1, "/P": 1}


def elements(node):
    for kid in node.get("/K", []) if isinstance(node.get("/K"), pikepdf.Array) else []:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield str(kid.S)
            yield from elements(kid)


pdf = pikepdf.open(io.BytesIO(weasyprint.HTML(string=HTML).write_pdf(pdf_variant="pdf/ua-1")))
tagged = Counter(elements(pdf.Root.StructTreeRoot))
print(f"WeasyPrint {weasyprint.__version__}, {len(pdf.pages)} pages")
for name, count in WRITTEN.items():
    print(f"{name}: {count} written, {tagged[name]} tagged")
sys.exit(any(tagged[name] != count for name, count in WRITTEN.items()))
