"""What came of the questions at a visit, and the visits before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.content.form import STAGE
from app.core.free_text import MAX_QUESTION_LENGTH, printable
from app.core.sheet import build_sheet, ids_now, taken_along, visited, written_down
from app.core.visits import Visit, begun, with_begun
from app.web.after.marks import earlier_visits
from app.web.forms import VisitForm, sent_questions, with_ids
from app.web.room import room_for, size_of
from app.web.service import service
from app.web.session import answers, session

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict
    from werkzeug.wrappers import Response as AnyResponse

    from app.core.sheet import Sheet


def visit() -> str | tuple[str, int] | AnyResponse:
    if request.method != "POST" and session().stored is None:
        return redirect(url_for("saved.open_sheet", _anchor="after"), 303)
    form = _form()
    if request.method != "POST":
        return _visit_page(form, {})
    # Not an early return: a page with errors still shows all that was picked and typed.
    form.validate()
    visits = with_begun(session().visits, written_down(_sheet(), form.filled()))
    if errors := form.messages() or _older() or _too_long(visits):
        return _visit_page(form, errors), 400
    session().visits, session().gone = visits, session().gone - {"visits"}
    return redirect(form.way_out or _next(*form.action()), 303)


def _next(verb: str, what: str) -> str:
    """Return where a button leads once the notes are stored."""
    if verb == "summary":
        return url_for(".summary", _anchor="top")
    if verb == "remove" and what in earlier_visits():
        return url_for(".remove", which=what, _anchor="top")
    session().mark_updated()
    return url_for(".visit", _anchor="saved")


def _sheet() -> Sheet:
    return build_sheet(answers(), session().choices, session().free_text)


def _form() -> VisitForm:
    sent, shown = _sent()
    draft = taken_along(_sheet(), begun(session().visits), shown)
    gone = _("A question that is no longer on our list")
    names = {each.id: each.name or gone for each in visited(draft, answers())}
    return VisitForm.about(names)(
        sent,
        session=session(),
        fonts=service().fonts,
        today=service().today(),
        way_back=url_for("sheet.ready", _anchor="top"),
        stages=service().catalogue.field[STAGE].options,
        visit=draft,
        now=next(iter(answers().on_path.get(STAGE, ())), ""),
    )


def _sent() -> tuple[MultiDict[str, str] | None, dict[str, str]]:
    """Return what the page sent, with the ids of now, and its questions: the text of each own one by id."""
    if request.method != "POST":
        return None, {}
    shown = {
        name: printable(text, MAX_QUESTION_LENGTH, service().fonts.unprintable)
        for name, text in sent_questions(request.form).items()
    }
    return with_ids(request.form, ids_now(_sheet(), shown)), shown


def _number() -> int:
    """Return the number of the visit that is being written on, or is next."""
    return sum(each.finished for each in session().visits) + 1


def _older() -> dict[str, str]:
    """Return a message if the page is about a visit of which the next sheet has been made meanwhile."""
    if request.form.get("number", "") not in map(str, range(1, _number())):
        return {}
    message = _(
        "This page was about a visit whose notes are finished: your next sheet was made from them. "
        "If what you wrote is about your next visit, press the button again."
    )
    return {"notes": message}


def _too_long(visits: tuple[Visit, ...]) -> dict[str, str]:
    """Return a message if the notes of all visits are more than cookies, or a saved sheet, can hold."""
    share = room_for(visits)
    if share >= 1:
        return {}
    over = -(-int((1 - share) * size_of(visits)) // 100) * 100
    if len(visits) > 1:
        message = _(
            "Your notes are longer than this browser can keep. Shorten them by about %(count)d characters, "
            "or take out an earlier visit. Nothing you typed here is lost.",
            count=over,
        )
    else:
        message = _(
            "Your notes are longer than this browser can keep. Shorten them by about %(count)d characters. "
            "Nothing you typed here is lost.",
            count=over,
        )
    return {"notes": message}


def _visit_page(form: VisitForm, errors: dict[str, str]) -> str:
    return render_template(
        "after.html",
        form=form,
        errors=errors,
        number=_number(),
        questions=visited(form.stored, answers()),
        stage=service().catalogue.field[STAGE],
        earlier=earlier_visits(),
        gone=session().gone,
        removed=None if errors else session().take_removed(),
        saved=not errors and session().take_updated(),
        opened=None if errors else session().take_opened(),
    )
