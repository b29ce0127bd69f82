"""The form: one step a page, then all answers to check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, redirect, render_template, request, url_for

from app.content.types import fields_of
from app.core.answers import step_after
from app.core.reasons import labels
from app.web.forms import SessionForm
from app.web.service import service
from app.web.session import answers, end_session, journey_blueprint, session

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from app.content import Step
    from app.content.notices import NotCovered

pages = journey_blueprint("steps")

# What browser add-ons may have kept of the forms. Not "cookies": that would sign people out of every other
# site of the same domain, such as the hospital's portal. Not "cache": "no-store" leaves nothing there, and
# Chromium would search its whole cache, of every site, for seconds.
CLEAR_SITE_DATA = '"storage"'


@pages.route("/step/<step_id>", methods=["GET", "POST"])
def step(step_id: str) -> str | tuple[str, int] | Response:
    # A step off the path is not found, like a page that does not exist: its answers would not count.
    here = next((step for step in _steps() if step.id == step_id), None)
    if here is None:
        abort(404)
    form = service().step_forms[step_id](
        request.form if request.method == "POST" else None,
        session=session(),
        fonts=service().fonts,
        way_back=_back(here),
        data=session().given,
    )
    if request.method != "POST":
        return _step_page(here, form)
    if not form.validate():
        return _step_page(here, form), 400
    session().give(_said(here, form))
    return redirect(form.way_out or f"{_next(here)}#top", 303)


def _steps() -> tuple[Step, ...]:
    """Return the steps of this person. A form that came without them is shown again, whatever its step."""
    unknown = request.method == "POST" and session().stored is None
    return service().catalogue.steps if unknown else answers().steps


def _said(here: Step, form: SessionForm) -> dict[str, tuple[str, ...]]:
    """Return the answers to store. Only whoever goes on has left open what is empty."""
    said = {field.id: tuple(form[field.id].data or ()) for field in here.fields}
    given, goes_on = session().given, not form.way_out and request.form.get("go") != "first"
    return {name: options for name, options in said.items() if options or name in given or goes_on}


def _step_page(here: Step, form: SessionForm) -> str:
    steps = _steps()
    return render_template(
        "step.html",
        step=here,
        number=steps.index(here) + 1,
        count=len(steps),
        form=form,
        errors=form.messages(),
        targets={"csrf_token": "continue"}
        | {field.id: f"{field.id}-{next(iter(field.options))}" for field in here.fields},
        skipped_to=here != steps[0] and session().is_new and request.method != "POST",
    )


def _back(here: Step) -> str:
    return f"{_return() or _before(here)}#top"


def _before(here: Step) -> str:
    before = step_after(_steps(), here.id, -1)
    return url_for(".step", step_id=before.id) if before else url_for("about.start")


def _next(here: Step) -> str:
    if request.form.get("go") == "questions":
        return url_for("questions.questions")
    if request.form.get("go") == "first":
        return url_for(".step", step_id=answers().steps[0].id)
    if answers().not_covered:
        return url_for(".not_covered")
    steps = answers().steps
    after = step_after(steps, here.id) if here in steps else None
    return _return() or (url_for(".step", step_id=after.id) if after else url_for(".check"))


def _return() -> str | None:
    """Where a Change link came from; None on the way through the steps."""
    origin = {"1": ".check", "questions": "questions.questions"}.get(request.args.get("change", ""))
    return origin and url_for(origin)


@pages.get("/check")
def check() -> str:
    return render_template(
        "check.html",
        steps=answers().steps,
        said={name: labels(answers(), name) for name in answers().on_path},
        implied=_implied(),
        look_again=[entry.text for entry in service().catalogue.look_again if answers().fit(entry.when)],
        not_covered=answers().not_covered,
    )


def _implied() -> dict[str, str]:
    """Return what other answers say in fields that were left open, or answered with "I'm not sure"."""
    return {
        name: service().catalogue.field[name].options[options[0]].label
        for name, options in answers().implied.items()
        if options != answers().on_path.get(name)
    }


@pages.get("/not-covered")
def not_covered() -> str | Response:
    """Say why there is no sheet for this person; whoever it does not concern goes on to the answers."""
    entry = answers().not_covered
    if entry is None:
        return redirect(url_for(".check"), 303)
    return render_template("not_covered.html", entry=entry, voice=answers().voice, step=_step_behind(entry))


def _step_behind(entry: NotCovered) -> Step:
    """Return the step with the answer that an entry is about; the first one if it is about everyone."""
    fields = fields_of(answers().first_match(entry.when) or {})
    return service().catalogue.step_of[fields[0]] if fields else answers().steps[0]


@pages.route("/clear", methods=["GET", "POST"])
def clear() -> str | tuple[str, int] | Response:
    form = SessionForm(
        request.form if request.method == "POST" else None, session=session(), fonts=service().fonts
    )
    # Without answers there is nothing to protect, so a stale token is no reason to refuse.
    if request.method == "POST" and (form.validate() or session().is_new):
        end_session()
        cleared = redirect(_after_clearing(), 303)
        cleared.headers["Clear-Site-Data"] = CLEAR_SITE_DATA
        return cleared
    return _clear_page(form), 400 if form.errors else 200


def _clear_page(form: SessionForm) -> str:
    return render_template(
        "clear.html",
        form=form,
        errors=form.messages(),
        visits=sum(not visit.is_empty for visit in session().visits),
        has_sheet=answers().not_covered is None,
    )


def _after_clearing() -> str:
    if request.form.get("go") == "start":
        return url_for(".step", step_id=service().catalogue.steps[0].id, _anchor="top")
    return url_for("about.cleared", _anchor="top")
