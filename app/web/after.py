"""After a visit: what was heard, a summary of it, and the next sheet."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from flask import Response, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.content.form import STAGE
from app.core.answers import Answers
from app.core.next_sheet import NextSheet
from app.core.sheet import build_sheet, taken_along, visited, written_down
from app.core.visits import OUTCOMES, Visit, begun, with_begun
from app.web.download import download
from app.web.forms import SessionForm, VisitForm, sent_ids
from app.web.room import room_for
from app.web.service import service
from app.web.session import answers, journey_blueprint, only_if_covered, rendered, saved_sheet, session

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse

    from app.core.sheet import Sheet

pages = journey_blueprint("after")
pages.before_request(only_if_covered)


@pages.route("/after", methods=["GET", "POST"])
def visit() -> str | tuple[str, int] | AnyResponse:
    if request.method != "POST" and session().stored is None:
        return redirect(url_for("saved.open_sheet", _anchor="after"), 303)
    form = _form()
    if request.method != "POST":
        return _visit_page(form, {})
    # Not an early return: a page with errors still shows all that was picked and typed.
    form.validate()
    verb, what = form.action()
    visits = with_begun(session().visits, written_down(_sheet(), form.filled()))
    if verb == "remove":
        visits = tuple(each for each in visits if not each.finished or mark_of(each) != what)
    if errors := form.messages() or _too_long(visits):
        return _visit_page(form, errors), 400
    session().visits, session().gone = visits, session().gone - {"visits"}
    if form.way_out:
        return redirect(form.way_out, 303)
    if verb == "summary":
        return redirect(url_for(".summary", _anchor="top"), 303)
    session().mark_updated()
    return redirect(url_for(".visit", _anchor="saved"), 303)


def mark_of(visit: Visit) -> str:
    """Return what tells a visit apart: its number is that of another one as soon as one is taken out."""
    return hashlib.sha256(visit.model_dump_json().encode()).hexdigest()[:12]


def _sheet() -> Sheet:
    return build_sheet(answers(), session().choices, session().free_text)


def _form() -> VisitForm:
    sent = request.form if request.method == "POST" else None
    draft = taken_along(_sheet(), begun(session().visits), shown=sent_ids(sent or ()))
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


def _too_long(visits: tuple[Visit, ...]) -> dict[str, str]:
    """Return a message if the notes of all visits are more than cookies, or a saved sheet, can hold."""
    share = room_for(visits)
    if share >= 1:
        return {}
    over = -(-int((1 - share) * len(saved_sheet(visits).to_json())) // 100) * 100
    message = _(
        "Your notes are longer than this browser can keep. Shorten them by about %(count)d characters, "
        "or take out an earlier visit. Nothing you typed here is lost.",
        count=over,
    )
    return {"notes": message}


def _visit_page(form: VisitForm, errors: dict[str, str]) -> str:
    return render_template(
        "after.html",
        form=form,
        errors=errors,
        questions=visited(form.stored, answers()),
        stage=service().catalogue.field[STAGE],
        earlier=[
            (number, mark_of(each), each) for number, each in enumerate(session().visits, 1) if each.finished
        ],
        answered=not session().is_new,
        gone=session().gone,
        saved=not errors and session().take_updated(),
        opened=None if errors else session().take_opened(),
    )


@pages.get("/after/summary")
def summary() -> str | AnyResponse:
    """Offer the summary of the last visit, and the next sheet while that was not made."""
    if not session().visits:
        return redirect(url_for(".visit", _anchor="top"), 303)
    return _summary_page(SessionForm(None, session=session(), fonts=service().fonts))


def _summary_page(form: SessionForm) -> str:
    last = session().visits[-1] if session().visits else Visit()
    return render_template(
        "summary.html",
        form=form,
        page=url_for(".summary"),
        errors=form.messages(),
        counts={outcome: len(last.ids(outcome)) for outcome in OUTCOMES},
        number=len(session().visits),
        visit=last,
    )


@pages.get("/after/<int:number>.pdf")
def summary_pdf(number: int) -> Response:
    html = render_template("sheet/summary.html", **_summed_up(number))
    # Translators: the name of a file: small letters a to z, numbers and hyphens, then .pdf.
    return download(rendered(html), _("visit-summary.pdf"))


@pages.get("/after/<int:number>.txt")
def summary_text(number: int) -> Response:
    return Response(render_template("sheet/summary.txt", **_summed_up(number)), mimetype="text/plain")


def _summed_up(number: int) -> dict[str, object]:
    """Return what a summary is drawn from. A visit that is not there is a page that is not there."""
    if not 1 <= number <= len(session().visits):
        abort(404)
    visit = session().visits[number - 1]
    then = answers().with_given(STAGE, visit.stage) if visit.stage else answers()
    stages = service().catalogue.field[STAGE].options
    return {
        "visit": visit,
        "sheet": build_sheet(then, session().choices, session().free_text),
        "questions": {outcome: visited(visit, answers(), outcome) for outcome in OUTCOMES},
        "now": stages[visit.now].label if visit.now in stages else "",
    }


@pages.post("/after/next")
def next_sheet() -> str | tuple[str, int] | AnyResponse:
    """Make the next sheet from the visit that is being written on; a second press changes nothing."""
    form, visit = SessionForm(request.form, session=session(), fonts=service().fonts), begun(session().visits)
    if not form.validate():
        return _summary_page(form), 400
    if visit is None:
        return redirect(url_for("questions.questions", _anchor="top"), 303)
    following = NextSheet.after(visit, session().given, session().choices, session().free_text)
    done = visit.model_copy(update={"finished": True})
    sheet = build_sheet(
        Answers.of(service().catalogue, following.answers), following.choices, following.free_text
    )
    counts = (sum(item.still_open for item in sheet.printed), len(visit.ids("answered")))
    session().renew(following, with_begun(session().visits, done), counts)
    return redirect(url_for("questions.questions", _anchor="renewed"), 303)
