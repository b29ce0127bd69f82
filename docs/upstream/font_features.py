"""A text with font features should be freed with its document."""

import ctypes
import gc
import sys

import weasyprint
from weasyprint.text.fonts import FontConfiguration


class Allocated(ctypes.Structure):
    names = "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost"
    _fields_ = tuple((name, ctypes.c_size_t) for name in names.split())


def grown(style: str) -> int:
    """Return by how many bytes a process grows with each of some documents (GNU libc 2.33 or later)."""
    page = weasyprint.HTML(string=f'<html lang="en"><p style="{style}">{"1 and 2, " * 200}')
    render(page)
    before = allocated().uordblks
    render(page)
    return (allocated().uordblks - before) // DOCUMENTS


def render(page: weasyprint.HTML) -> None:
    for _ in range(DOCUMENTS):
        page.render(font_config=FONTS)
    gc.collect()


allocated = ctypes.CDLL(None).mallinfo2
allocated.restype = Allocated
DOCUMENTS = 20
FONTS = FontConfiguration()
without, features = grown(""), grown("font-variant-numeric: tabular-nums")
print(f"WeasyPrint {weasyprint.__version__}")
print(f"bytes that stay with each document: {without} without features, {features} with")
sys.exit(features > without + 500)
