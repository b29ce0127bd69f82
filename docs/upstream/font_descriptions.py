"""What is taken for the fonts of a PDF should be freed with its document."""

import ctypes
import gc
import sys

import weasyprint
from weasyprint.text.fonts import FontConfiguration


class Allocated(ctypes.Structure):
    names = "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost"
    _fields_ = tuple((name, ctypes.c_size_t) for name in names.split())


def write() -> None:
    for _ in range(DOCUMENTS):
        PAGE.write_pdf(font_config=FONTS)
    gc.collect()


allocated = ctypes.CDLL(None).mallinfo2  # GNU libc 2.33 or later
allocated.restype = Allocated
DOCUMENTS, FEW_BYTES, FONTS = 200, 50, FontConfiguration()
PAGE = weasyprint.HTML(string='<html lang="en"><p>One <b>two</b> <i>three</i> <b><i>four')
write()
before = allocated().uordblks
write()
stay = (allocated().uordblks - before) // DOCUMENTS
print(f"WeasyPrint {weasyprint.__version__}")
print(f"bytes that stay of each PDF: {stay}")
sys.exit(stay > FEW_BYTES)
