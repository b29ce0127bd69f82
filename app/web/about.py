"""Pages that are the same for everyone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.content.form import STAGE
from app.core.answers import Answers
from app.web.blank_sheets import blank_pdf, chosen_edition, usual_edition
from app.web.download import download
from app.web.forms.sheet import PAPER_LABELS, SIZE_LABELS
from app.web.second_language import second_languages
from app.web.service import service
from app.web.versions import theme_css

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse

pages = Blueprint("about", __name__)

# When the pages were last looked at by hand, and when veraPDF last read sheets.
LOOKED_AT, PDFS_READ = dt.date(2026, 11, 23), dt.date(2026, 11, 22)


@pages.get("/")
def start() -> str:
    opened = service().sessions.open(request)
    return render_template(
        "start.html",
        begun=not opened.is_new,
        not_covered=Answers.of(service().catalogue, opened.given).not_covered,
        lost=opened.lost,
        token=opened.token,
        no_answers=opened.stored is None and not opened.lost,
        blank_count=service().blank_count,
    )


@pages.get("/about")
def about() -> str:
    return render_template("about.html")


@pages.get("/privacy")
def privacy() -> str:
    return render_template("privacy.html")


@pages.get("/accessibility")
def accessibility() -> str:
    return render_template("accessibility.html", looked_at=LOOKED_AT, pdfs_read=PDFS_READ)


@pages.get("/cleared")
def cleared() -> str | AnyResponse:
    """Say that there are no answers, to whoever has none; others may clear theirs."""
    opened = service().sessions.open(request)
    if opened.lost or not opened.is_new:
        return redirect(url_for("steps.clear"), 303)
    return render_template("cleared.html")


@pages.get("/blank")
def blank_sheets() -> str:
    catalogue = service().catalogue
    return render_template(
        "blank.html",
        stage=catalogue.field[STAGE],
        papers=PAPER_LABELS,
        sizes=SIZE_LABELS,
        # Another language was chosen on this page: what was picked stays picked.
        edition=chosen_edition(request.args) or usual_edition(),
        second_languages=second_languages(),
    )


@pages.get("/blank.pdf")
def blank() -> Response:
    edition = chosen_edition(request.args)
    if edition is None:
        abort(404)
    # The name says nothing of the stage: it may stay on a shared computer.
    # Translators: the name of a file: small letters a to z, numbers and hyphens, then .pdf.
    response = download(blank_pdf(edition), _("blank-question-sheet.pdf"))
    response.add_etag()
    response.make_conditional(request)
    return response


@pages.get("/theme.css")
def theme() -> Response:
    css = theme_css()
    if not css:
        abort(404)
    return Response(css, mimetype="text/css")


@pages.get("/logo.png")
def logo() -> Response:
    data = service().loaded.logo
    if data is None:
        abort(404)
    return Response(data, mimetype="image/png")


@pages.get("/healthz")
def healthz() -> Response:
    return Response("ok\n", mimetype="text/plain")
