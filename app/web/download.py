from __future__ import annotations

from flask import Response


def download(pdf: bytes, name: str) -> Response:
    """Return a PDF that the browser saves under a name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(pdf, mimetype="application/pdf", headers=headers)
