"""Takes an earlier visit out, after a page that asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from app.web.after.marks import earlier_visits
from app.web.forms import SessionForm
from app.web.service import service
from app.web.session import session

if TYPE_CHECKING:
    from werkzeug.wrappers import Response


def remove(which: str) -> str | tuple[str, int] | Response:
    number, visit = earlier_visits().get(which, (0, None))
    form = SessionForm(
        request.form if request.method == "POST" else None, session=session(), fonts=service().fonts
    )
    # The token comes first: while cookies cannot be opened there are no visits, and they must stay.
    if request.method != "POST" or form.validate():
        if visit is None:  # it is gone, or its number is that of another one by now
            return redirect(url_for(".visit", _anchor="top"), 303)
        if request.method == "POST":
            session().remove_visit(number)
            return redirect(url_for(".visit", _anchor="removed"), 303)
    html = render_template("remove.html", form=form, errors=form.messages(), number=number, visit=visit)
    return html, 400 if form.errors else 200
