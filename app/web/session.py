"""Opens the visitor's state before a view and saves it after: the same for every page of the journey."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from flask import Blueprint, g, redirect, request, url_for

from app.web.service import service
from app.web.session_cookies import State, forget

if TYPE_CHECKING:
    from flask import Response
    from werkzeug.wrappers import Response as AnyResponse


def journey_pages(name: str) -> Blueprint:
    """Return a blueprint whose views find the visitor's state in `state()`."""
    pages = Blueprint(name, __name__)
    pages.before_request(_open)
    pages.after_request(_save)
    return pages


def state() -> State:
    """Return the state of the current visitor; what a view changes on it is saved."""
    return cast("State", g.state)


def start_over() -> None:
    """Forget everything this visitor has said; their cookies are deleted with the response."""
    g.state = None


def _open() -> AnyResponse | None:
    opened = service().seal.open(request)
    if opened.lost and request.method != "POST":
        start_over()
        return redirect(url_for("about.start", lost=1), 303)
    # A copy of the answers is enough: choices and texts are never changed, only put in place of the old.
    g.state, g.before = opened, replace(opened, answers={**opened.answers})
    return None


def _save(response: Response) -> Response:
    if "state" not in g:  # refused before it was opened
        return response
    if g.state is None:
        forget(response, secure=request.is_secure)
    else:
        service().seal.save(g.state, g.before, response, secure=request.is_secure)
    return response
