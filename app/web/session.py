"""Opens the visitor's session before a view and saves it after: for every page of the journey.

Flask's SessionInterface is not used: it opens a session for every request, also for static files, and
saves it after a request that was refused. docs/decisions/0005-sessions.md says more.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from flask import Blueprint, g, redirect, request, url_for

from app.content.form import LENGTH
from app.core.answers import Answers
from app.core.saved import SavedSheet
from app.web.service import service

if TYPE_CHECKING:
    from flask import Response
    from werkzeug.wrappers import Response as AnyResponse

    from app.core.visits import Visit
    from app.pdf import Drafts
    from app.web.session_data import Session

CLEAR = "steps.clear"
# Where somebody without answers may begin. Every other page of the journey shows answers, or what they make.
WAYS_IN = {"steps.step", "questions.questions", "saved.open_sheet", "after.visit"}


def journey_blueprint(name: str) -> Blueprint:
    """Return a blueprint whose views find the visitor's session in `session()`."""
    pages = Blueprint(name, __name__)
    pages.before_request(_open)
    pages.after_request(_save)
    return pages


def only_if_covered() -> AnyResponse | None:
    """Before a view of the sheet: send people for whom there is none to the page that says why.

    A form is stored first, and what it redirects to leads there: its page may have been open in another tab.
    """
    if request.method == "POST" or not answers().not_covered:
        return None
    return redirect(url_for("steps.not_covered", _anchor="top"), 303)


def session() -> Session:
    """Return the session of the current visitor; what a view changes on it is saved."""
    return cast("Session", g.session)


def answers() -> Answers:
    """Return the visitor's answers: made once a request, and again only when a view changed them."""
    given = session().given
    made = cast("Answers | None", g.get("answers"))
    # Session.give replaces the mapping, so identity tells whether anything changed.
    if made is None or made.given is not given:
        made = g.answers = Answers.of(service().catalogue, given)
    return made


def without_answers() -> bool:
    """Whether there are none about the person, so that a list fits nobody in particular.

    Answers that cannot be opened may be there all the same.
    """
    return not answers().on_path.keys() - {LENGTH} and not session().lost


def saved_sheet(visits: tuple[Visit, ...]) -> SavedSheet:
    """Return what a saved sheet of this visitor holds, with these visits."""
    now = session()
    return SavedSheet(answers=dict(now.given), choices=now.choices, free_text=now.free_text, visits=visits)


def rendered(drafts: str | Drafts, attached: bytes | None = None, *, to_fill_in: bool = False) -> bytes:
    """Render a PDF for the current visitor. Raises BusyError or PdfError."""
    return service().render_for_request(session().token, drafts, attached, to_fill_in=to_fill_in)


def end_session() -> None:
    """Forget everything this visitor has said; their cookies are deleted with the response."""
    session().ended = True


def _open() -> AnyResponse | None:
    opened = service().sessions.open(request)
    # A POST goes on with a new session: the form then says what happened, with everything typed still in it.
    elsewhere = None if request.method == "POST" else _instead(opened)
    if elsewhere is not None:
        return redirect(elsewhere, 303)
    g.session = opened
    return None


def _instead(opened: Session) -> str | None:
    """Return where a page leads that has no answers to show, or None. The start page says why."""
    clearing = request.endpoint == CLEAR
    if opened.lost:
        return None if clearing else url_for("about.start", _anchor="lost")
    if opened.stored is not None or request.endpoint in WAYS_IN:
        return None
    return url_for("about.cleared") if clearing else url_for("about.start", _anchor="no-answers")


def _save(response: Response) -> Response:
    if "session" not in g:  # the request was refused, or led elsewhere, before its session was opened
        return response
    # Cookies that cannot be opened stay until a form is accepted in their place: another copy may open them.
    if not session().lost or response.status_code == HTTPStatus.SEE_OTHER:
        service().sessions.save(session(), request, response)
    return response
