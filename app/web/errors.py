"""Every error is a page that says what happened to the answers and what to do next."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from flask import Response, redirect, render_template, request, url_for
from flask.globals import request_ctx
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException

from app.pdf import BusyError, PdfError
from app.pdf.fault_place import place_of
from app.web.addresses import mended, with_query

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.wrappers import Response as AnyResponse

ErrorPage = tuple[str, int, dict[str, str]]
OPEN = "saved.open_sheet"
LOG = logging.getLogger(__name__)


def register(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(PdfError, _no_paper)
    app.register_error_handler(BusyError, _busy)
    app.register_error_handler(Exception, _unforeseen)


def _http(error: HTTPException) -> ErrorPage | HTTPException | AnyResponse:
    if request_ctx.url_adapter is None:  # invalid Host header: url_for would fail
        return Response(f"{error.name}\n", error.code, mimetype="text/plain")
    if error.code is None or error.code < 400:  # noqa: PLR2004  a redirect of the router
        return error
    if error.code == 404 and (address := _mended_address()):  # noqa: PLR2004
        return redirect(address, 303)
    page = _page(error.code) if error.code != 413 or request.endpoint != OPEN else _file_too_large()  # noqa: PLR2004
    allowed = error.get_response().headers.get("Allow") if error.code == 405 else None  # noqa: PLR2004
    return page, error.code, {"Allow": allowed} if allowed else {}


def _file_too_large() -> str:
    title = _("That file is too large")
    happened = _("We open PDFs of less than 2 MB. Pick another file: nothing here was changed.")
    return render_template("error.html", title=title, happened=happened, again=url_for(OPEN))


def _mended_address() -> str | None:
    """Return where a mistyped address should lead, with its query; None if nowhere, or if a form was sent."""
    urls = request_ctx.url_adapter
    path = mended(urls, request.path) if urls and request.method in {"GET", "HEAD"} else None
    return path and request.script_root + with_query(request, path)


def _no_paper(error: PdfError) -> ErrorPage:
    # 503 and not 500: the web page of the sheet still works, and the error page offers it.
    LOG.error("no paper: %s", place_of(error.__cause__ or error))
    return _page(503), 503, {"Retry-After": "60"}


def _busy(error: BusyError) -> ErrorPage:
    title = _("Many sheets are being made right now")
    happened = _(
        "Please try again in a few seconds. If you have answered here, you can also open your sheet as a web "
        "page and print that."
    )
    page = render_template("error.html", title=title, happened=happened)
    return page, 503, {"Retry-After": str(error.retry_after)}


def _unforeseen(error: Exception) -> tuple[str, int]:
    """Log where it happened, never the message: it could hold something a person typed."""
    LOG.error("%s", place_of(error))
    return _page(500), 500


def _page(code: int) -> str:
    title, happened = _words(code)
    return render_template("error.html", title=title, happened=happened)


def _words(code: int) -> tuple[str, str]:
    known = {
        403: (_("That came from another site"), _("Only our own pages may send answers here.")),
        404: (_("This page is not here"), _("The address may be mistyped, or the page has moved.")),
        405: (_("This page cannot be used that way"), _("It may have been opened from an old link or tab.")),
        413: (_("That was too much at once"), _too_large()),
        415: (_("We cannot read that"), _("Your browser sent it in a form that this page does not know.")),
        429: (_("Too many requests"), _("Please wait a minute, then try again.")),
        500: (_("Something went wrong on our side"), _("We are sorry. Please try again.")),
        503: (_("We cannot make the PDF right now"), _no_pdf()),
    }
    other = (
        _("We could not understand that"),
        _("Your browser sent something that this page does not know."),
    )
    return known.get(code, other)


def _too_large() -> str:
    return _(
        "Nothing of what this page sent was kept. Go back in your browser, then shorten it. "
        "Most browsers still have it in the boxes. Firefox does not."
    )


def _no_pdf() -> str:
    return _(
        "Please try again in a minute. If you have answered here, you can also open your sheet as a web page "
        "and print that."
    )
