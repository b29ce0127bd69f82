"""The questions that are not on the list and may be added to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from app.content.form import SHOW_SENSITIVE
from app.core.sheet import available_questions, build_sheet
from app.web.forms import TicksForm
from app.web.questions.ticks import unknown_ids, with_sent_ticks
from app.web.service import service
from app.web.session import answers, session

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from app.core.sheet import Sheet


def others() -> str | tuple[str, int] | Response:
    form = TicksForm(
        request.form if request.method == "POST" else None,
        session=session(),
        fonts=service().fonts,
        way_back=url_for(".questions", _anchor="top"),
    )
    stored = build_sheet(answers(), session().choices, session().free_text)
    if request.method != "POST":
        return _page(form, stored, {})
    form.validate()
    if errors := form.messages() | unknown_ids(form, {*(form.q.data or ())}):
        return _page(form, stored, errors), 400
    session().choose(with_sent_ticks(form, stored))
    verb, _what = form.action()
    return redirect(form.way_out or _next(verb), 303)


def _next(verb: str) -> str:
    if verb == "sensitive":
        step = service().catalogue.step_of[SHOW_SENSITIVE]
        return url_for("steps.step", step_id=step.id, change="questions", _anchor="top")
    session().mark_updated()
    return url_for(".questions", _anchor="saved")


def _page(form: TicksForm, stored: Sheet, errors: dict[str, str]) -> str:
    return render_template(
        "others.html",
        sheet=stored,
        available=available_questions(stored),
        ticked=frozenset(form.q.data or ()),
        asked_to_see=answers().on_path.get(SHOW_SENSITIVE) == ("ask_me",),
        form=form,
        errors=errors,
    )
