from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, render_template

from app.web.service import service

if TYPE_CHECKING:
    from app.core.sheet import Sheet


def download(sheet: Sheet, name: str) -> Response:
    """Return a sheet as a PDF that the browser saves under a name."""
    data = service().render_for_request(render_template("sheet/paper.html", sheet=sheet))
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, mimetype="application/pdf", headers=headers)
