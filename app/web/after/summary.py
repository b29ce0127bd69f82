"""The summary of a visit, and the next sheet that is made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.content.form import STAGE
from app.core.answers import Answers
from app.core.next_sheet import NextSheet
from app.core.sheet import as_now, build_sheet, visited
from app.core.visits import OUTCOMES, Visit, begun, with_begun
from app.web.after.marks import mark_of
from app.web.download import download
from app.web.forms import SessionForm
from app.web.service import service
from app.web.session import answers, rendered, session

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse


def summary() -> str | AnyResponse:
    """Offer the summary of the last visit, and the next sheet while that was not made."""
    if not session().visits:
        return redirect(url_for(".visit", _anchor="top"), 303)
    last = session().visits[-1]
    if last.finished and last.is_empty:
        return redirect(url_for("questions.questions", _anchor="top"), 303)
    form = SessionForm(None, session=session(), fonts=service().fonts)
    return _summary_page(form, {})


def _summary_page(form: SessionForm, errors: dict[str, str]) -> str:
    last = session().visits[-1] if session().visits else Visit()
    return render_template(
        "summary.html",
        form=form,
        page=url_for(".summary"),
        errors=errors,
        mark=mark_of(session().visits),
        counts={outcome: len(last.ids(outcome)) for outcome in OUTCOMES},
        number=len(session().visits),
        visit=last,
    )


def summary_pdf(number: int) -> Response:
    html = render_template("sheet/summary.html", **_summed_up(number))
    # Translators: the name of a file: small letters a to z, numbers and hyphens, then .pdf.
    return download(rendered(html), _("visit-summary.pdf"))


def summary_text(number: int) -> Response:
    return Response(render_template("sheet/summary.txt", **_summed_up(number)), mimetype="text/plain")


def _summed_up(number: int) -> dict[str, object]:
    """Return what a summary is drawn from. A visit that is not there, or says nothing, has no page."""
    visit = next(iter(session().visits[number - 1 : number]), Visit()) if number else Visit()
    if visit.is_empty:
        abort(404)
    then = answers().with_given(STAGE, visit.stage) if visit.stage else answers()
    stages = service().catalogue.field[STAGE].options
    return {
        "visit": visit,
        "sheet": build_sheet(then, session().choices, session().free_text),
        "questions": {outcome: visited(visit, answers(), outcome) for outcome in OUTCOMES},
        "now": stages[visit.now].label if visit.now in stages else "",
    }


def next_sheet() -> str | tuple[str, int] | AnyResponse:
    """Make the next sheet from the visit that is being written on, if the page showed it as it stands now."""
    form, visit = SessionForm(request.form, session=session(), fonts=service().fonts), begun(session().visits)
    if not form.validate():
        return _summary_page(form, form.messages()), 400
    if visit is None:  # a second press
        return redirect(url_for("questions.questions", _anchor="top"), 303)
    if request.form.get("notes") != mark_of(session().visits):
        old = _(
            "This page was older than your notes, so nothing was changed. Here is how they stand now. "
            "To go on, press the button again."
        )
        return _summary_page(form, {"notes": old}), 400
    # Own questions may have been moved since their notes were stored.
    taken = as_now(build_sheet(answers(), session().choices, session().free_text), visit)
    following = NextSheet.after(taken, session().given, session().choices, session().free_text)
    done = visit.model_copy(update={"finished": True})
    sheet = build_sheet(
        Answers.of(service().catalogue, following.answers), following.choices, following.free_text
    )
    # What is asked in another way from now on is there again.
    left = {*following.left} - {item.id for item in sheet.printed}
    counts = (sum(item.still_open for item in sheet.printed), len(left))
    session().renew(following, with_begun(session().visits, done), counts)
    return redirect(url_for("questions.questions", _anchor="renewed"), 303)
