from __future__ import annotations

import re

from flask import Response

PLAIN = re.compile(r"[a-z0-9-]+\.pdf")
ANY_LANGUAGE = "sheet.pdf"


def download(pdf: bytes, name: str) -> Response:
    """Return a PDF that the browser saves under a name."""
    # A translator gives the name: it may not be fit for a file, or for a header.
    name = name if PLAIN.fullmatch(name) else ANY_LANGUAGE
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(pdf, mimetype="application/pdf", headers=headers)
