"""The order of the list: names only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from app.core.sheet import build_sheet, order_after_move
from app.web.forms import ActionForm
from app.web.service import service
from app.web.session import answers, session

if TYPE_CHECKING:
    from werkzeug.wrappers import Response


def order() -> str | tuple[str, int] | Response:
    form = ActionForm(
        request.form if request.method == "POST" else None,
        session=session(),
        fonts=service().fonts,
        way_back=url_for(".questions", _anchor="top"),
    )
    sheet = build_sheet(answers(), session().choices, session().free_text)
    if request.method == "POST" and form.validate():
        verb, what = form.action()
        moved = order_after_move(sheet, what, up=verb == "up") if verb in {"up", "down"} else None
        if moved is None:
            return redirect(form.way_out or url_for(".order", _anchor="top"), 303)
        session().choose(session().choices.model_copy(update={"order": moved}))
        return redirect(url_for(".order", _anchor=f"q-{what}"), 303)
    errors = form.messages()
    return render_template("order.html", sheet=sheet, form=form, errors=errors), 400 if errors else 200
