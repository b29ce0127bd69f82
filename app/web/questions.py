"""Your questions: the list that was chosen, and everything a person may change about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.core.choices import MOST_STARS, moved, with_stars, with_ticks
from app.core.free_text import OWN_QUESTIONS, own_id
from app.core.selection import select
from app.core.sheet import build, others, starred
from app.web.forms import QuestionsForm, questions_form
from app.web.service import service
from app.web.session import journey_pages, state

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from app.core.choices import Choices
    from app.core.free_text import Typed
    from app.core.sheet import Sheet

pages = journey_pages("questions")
LENGTHS = ("short", "medium", "full")


@pages.route("/questions", methods=["GET", "POST"])
def questions() -> str | tuple[str, int] | Response:
    form = questions_form(
        request.form if request.method == "POST" else None,
        state=state(),
        fonts=service().fonts,
        data={own_id(slot): text for slot, text in enumerate(state().typed.own)},
    )
    if request.method != "POST":
        return _page(form, state().choices, state().typed, {})
    form.validate()
    choices, typed = _choices(form), state().typed.model_copy(update={"own": form.own(state().typed.own)})
    errors = form.messages() | _list_errors(form, len(starred(_sheet(choices, typed).groups, choices)))
    if errors:
        return _page(form, choices, typed, errors), 400
    state().choices, state().typed = choices, typed
    return redirect(_done(*form.action()), 303)


def _sheet(choices: Choices, typed: Typed) -> Sheet:
    return build(service().catalogue, state().answers, choices, typed)


def _page(form: QuestionsForm, choices: Choices, typed: Typed, errors: dict[str, str]) -> str:
    sheet = _sheet(choices, typed)
    before = _sheet(state().choices, state().typed) if errors else sheet
    return render_template(
        "questions.html",
        sheet=sheet,
        others=others(sheet),
        stars=choices.starred if errors else sheet.stars,
        ticked_before=[item.id for item in before.printed],
        starred_before=_starred_before(sheet, before, refused=bool(errors)),
        own=[own_id(slot) for slot in range(OWN_QUESTIONS)],
        form=form,
        errors=errors,
        asked_to_see=state().answers.get("show_sensitive") == ("ask_me",),
        saved="saved" in request.args and not errors,
    )


def _starred_before(sheet: Sheet, before: Sheet, *, refused: bool) -> list[str]:
    """Return which boxes for a star on this page were ticked before anything was changed.

    A refused page also shows stars that came back with a question, so that they can be taken off.
    """
    stars = state().choices.starred if refused else before.stars
    return [item.id for group in sheet.groups for item in group.items if item.id in stars]


def _choices(form: QuestionsForm) -> Choices:
    catalogue = service().catalogue
    chosen = {chosen.question.id for chosen in select(catalogue, state().answers)}
    core = {question.id for question in catalogue.core}
    changed, stars = form.changed("q"), form.changed("star")
    shown = [name for name in form.shown_ids() if name in catalogue.question]
    ticks = [name for name in shown if name in changed - core]
    choices = with_ticks(state().choices, chosen, ticks, changed & {*(form.q.data or ())})
    slots = [own_id(slot) for slot in range(OWN_QUESTIONS)]
    return with_stars(choices, [name for name in (*shown, *slots) if name in stars], form.star.data or ())


def _list_errors(form: QuestionsForm, stars: int) -> dict[str, str]:
    known = {*service().catalogue.question, *(own_id(slot) for slot in range(OWN_QUESTIONS))}
    errors = {}
    # While a new version is rolled out, a page of the other one may show questions that are unknown here.
    if {*(form.q.data or ()), *(form.star.data or ())} - known - {*form.shown_ids()}:
        errors["list"] = _("One of the questions sent is not in our list. Pick from the list.")
    if stars > MOST_STARS:
        message = _("You marked %(count)d questions as your top 3. Untick %(over)d of them.")
        errors["list"] = message % {"count": stars, "over": stars - MOST_STARS}
    return errors


def _done(verb: str, what: str) -> str:
    """Do what the button says beyond saving, and return where to go."""
    here = state()
    groups = [[item.id for item in group.items] for group in _sheet(here.choices, here.typed).groups[1:]]
    if verb in {"up", "down"} and any(what in group for group in groups):
        here.choices = here.choices.model_copy(update={"order": moved(groups, what, up=verb == "up")})
        return url_for(".questions", _anchor=f"q-{what}")
    if verb == "length" and what in LENGTHS:
        here.answers["length"] = (what,)
    if verb == "next":
        return url_for("paper.settings", _anchor="top")
    return url_for(".questions", saved=1, _anchor="saved")
