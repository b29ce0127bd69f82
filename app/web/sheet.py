"""Your sheet: the appointment and the parts, then the paper as PDF, as a page and as plain text.

Beside it stand the questions alone, for a message.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from flask import Response, current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.core.sheet import COMPARE, build_sheet, usual_parts
from app.pdf.compose.blocks import without_marks
from app.web.download import download
from app.web.drafts import drafts
from app.web.forms import SheetForm, boxes_of
from app.web.languages import app_in
from app.web.second_language import Second, second_catalogue, second_languages
from app.web.service import service
from app.web.session import answers, journey_blueprint, only_if_covered, rendered, saved_sheet, session

if TYPE_CHECKING:
    from collections.abc import Collection

    from werkzeug.wrappers import Response as AnyResponse

    from app.core.sheet import Sheet

MAX_MESSAGE_LENGTH = 1500  # characters that Legacy Health's MyHealth takes; other portals take more
WESTERNMOST = dt.timezone(-dt.timedelta(hours=12))  # where each day ends last

pages = journey_blueprint("sheet")
pages.before_request(only_if_covered)


@pages.route("/sheet", methods=["GET", "POST"])
def settings() -> str | tuple[str, int] | AnyResponse:
    form = SheetForm(
        request.form if request.method == "POST" else None,
        session=session(),
        fonts=service().fonts,
        way_back=url_for("questions.questions", _anchor="top"),
        today=service().today(),
        known_parts=service().catalogue.parts,
        languages={each.code for each in service().languages.all},
        second_languages=second_languages(),
        data=None if request.method == "POST" else _as_stored(_sheet()),
    )
    if request.method != "POST":
        return _settings_page(form)
    if not form.validate():
        return _settings_page(form), 400
    _store(form)
    return redirect(form.way_out or url_for(".ready", _anchor="top"), 303)


def _store(form: SheetForm) -> None:
    session().free_text = form.typed_over(session().free_text)
    chosen = {
        "paper": form.paper.data,
        "size": form.size.data,
        "parts": _own_parts(_parts(form)),
        "second_language": form.second_over(session().choices.second_language),
    }
    session().choose(session().choices.model_copy(update=chosen))


def _parts(form: SheetForm) -> tuple[str, ...]:
    """Return the parts that are ticked, each once, with the comparison if a column of it was named meanwhile.

    Who took its tick away on this page wants none.
    """
    ticked, stored = tuple(form.parts.data or ()), session().choices.parts
    had = usual_parts(answers()) if stored is None else stored
    brings = COMPARE in service().catalogue.parts and COMPARE not in had and form.names_a_column()
    return tuple(dict.fromkeys((*ticked, COMPARE) if brings else ticked))


def _own_parts(ticked: Collection[str]) -> tuple[str, ...] | None:
    """Return what was ticked, or None for the usual parts: those keep following the answers."""
    # Storing the usual parts would freeze them: a card would not appear when the stage changes.
    return None if set(ticked) == set(usual_parts(answers())) else tuple(ticked)


def _settings_page(form: SheetForm) -> str:
    compares = COMPARE in service().catalogue.parts
    return render_template(
        "settings.html", form=form, errors=form.messages(), compares=compares, gone=session().gone
    )


def _sheet() -> Sheet:
    choices = session().choices
    return build_sheet(answers(), choices, session().free_text, second_catalogue(answers(), choices))


def _as_stored(sheet: Sheet) -> dict[str, object]:
    columns = {f"column_{number}": name for number, name in enumerate(sheet.columns, 1)}
    return {
        **boxes_of(sheet.visit_date),
        **columns,
        "visit_with": sheet.visit_with,
        "paper": sheet.paper,
        "size": sheet.size,
        "parts": list(sheet.parts),
        "second_language": sheet.second.catalogue.language if sheet.second else "",
    }


@pages.get("/ready")
def ready() -> str:
    sheet = _sheet()
    return render_template(
        "ready.html",
        sheet=sheet,
        message=questions_text(sheet),
        gone=session().gone,
        has_passed=_has_passed(sheet.visit_date),
    )


def _has_passed(day: dt.date | None) -> bool:
    """Whether a day is over everywhere: nobody knows where a person is."""
    return day is not None and day < service().now().astimezone(WESTERNMOST).date()


@pages.get("/sheet.pdf")
def pdf() -> Response:
    # Translators: the name of a file: small letters a to z, numbers and hyphens, then .pdf.
    return download(rendered(drafts(_sheet())), _("question-sheet.pdf"))


@pages.get("/sheet-to-keep.pdf")
def pdf_to_keep() -> Response:
    attached = saved_sheet(session().visits).to_json()
    pdf = rendered(drafts(_sheet()), attached)
    # Translators: the name of a file, as that of question-sheet.pdf.
    return download(pdf, _("question-sheet-to-keep.pdf"))


@pages.get("/sheet-to-fill-in.pdf")
def pdf_to_fill_in() -> Response:
    marked, attached = drafts(_sheet(), to_fill_in=True), saved_sheet(session().visits).to_json()
    pdf = rendered(marked, attached, to_fill_in=True)
    # Translators: the name of a file, as that of question-sheet.pdf.
    return download(pdf, _("question-sheet-to-fill-in.pdf"))


@pages.get("/sheet/page")
def page() -> str:
    sheet = _sheet()
    return without_marks(render_template("sheet/page.html", sheet=sheet, second=Second.of(sheet)))


@pages.get("/sheet/message")
def message() -> str:
    sheet = _sheet()
    return render_template(
        "message.html",
        message=questions_text(sheet),
        second=Second.of(sheet),
        second_message=_questions_in_second(sheet),
        most=MAX_MESSAGE_LENGTH,
    )


def questions_text(sheet: Sheet) -> str:
    return render_template("sheet/message.txt", sheet=sheet).strip()


def _questions_in_second(sheet: Sheet) -> str:
    """Return the questions in the second language, for a team that reads that one; "" without any."""
    if sheet.second is None:
        return ""
    with app_in(sheet.second.catalogue.language, current_app).app_context():
        return questions_text(sheet.second)


@pages.get("/sheet.txt")
def text() -> Response:
    sheet = _sheet()
    written = render_template("sheet/sheet.txt", sheet=sheet, second=Second.of(sheet))
    return Response(written, mimetype="text/plain")
