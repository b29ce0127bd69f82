"""Your questions: the list that was chosen, and everything a person may change about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.content.form import LENGTH, LENGTHS, SHOW_SENSITIVE
from app.content.notices import LIMITED_LENGTHS
from app.core.choices import MAX_STARS, moved, with_stars, with_ticks
from app.core.free_text import OWN_IDS
from app.core.selection import select
from app.core.sheet import available_questions, build_sheet, printed_stars
from app.web.forms import QuestionsForm
from app.web.service import service
from app.web.session import answers, journey_blueprint, session

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from app.core.choices import Choices
    from app.core.free_text import FreeText
    from app.core.sheet import Sheet

pages = journey_blueprint("questions")


@pages.route("/questions", methods=["GET", "POST"])
def questions() -> str | tuple[str, int] | Response:
    form = QuestionsForm(
        request.form if request.method == "POST" else None,
        session=session(),
        fonts=service().fonts,
        data=dict(zip(OWN_IDS, session().free_text.own, strict=False)),
    )
    if request.method != "POST":
        return _page(form, session().choices, session().free_text, {})
    # Not an early return: a page with errors still shows every tick, star and text that was sent.
    form.validate()
    choices = _choices(form)
    text = session().free_text.model_copy(update={"own": form.own(session().free_text.own)})
    stars = printed_stars(build_sheet(answers(), choices, text).groups, choices)
    if errors := form.messages() | _list_errors(form, len(stars)):
        return _page(form, choices, text, errors), 400
    session().choose(choices)
    session().free_text = text
    return redirect(_do(*form.action()), 303)


def _stored_sheet() -> Sheet:
    return build_sheet(answers(), session().choices, session().free_text)


def _page(form: QuestionsForm, choices: Choices, text: FreeText, errors: dict[str, str]) -> str:
    sheet = build_sheet(answers(), choices, text)
    before = _stored_sheet() if errors else sheet
    return render_template(
        "questions.html",
        sheet=sheet,
        available=available_questions(sheet),
        stars=choices.starred if errors else sheet.stars,
        ticked_before=[item.id for item in before.printed],
        starred_before=_starred_before(sheet, before, refused=bool(errors)),
        own=OWN_IDS,
        form=form,
        errors=errors,
        asked_to_see=answers().on_path.get(SHOW_SENSITIVE) == ("ask_me",),
        show_sensitive_step=service().catalogue.step_of[SHOW_SENSITIVE].id,
        lengths=_lengths(sheet),
        saved="saved" in request.args and not errors,
    )


def _lengths(sheet: Sheet) -> dict[str, str]:
    """Return the labels of the lengths; that without a limit says how many questions it would have."""
    labels = service().catalogue.field[LENGTH].options
    return {
        length: label if length in LIMITED_LENGTHS else f"{label} ({sheet.in_full})"
        for length, label in labels.items()
    }


def _starred_before(sheet: Sheet, before: Sheet, *, refused: bool) -> list[str]:
    """Return which star boxes on this page were ticked before anything was changed.

    A refused page also shows stars that came back with a question, so that they can be taken off.
    """
    stars = session().choices.starred if refused else before.stars
    return [item.id for group in sheet.groups for item in group.items if item.id in stars]


def _choices(form: QuestionsForm) -> Choices:
    """Return the stored choices with what this page changed; the core cannot be unticked."""
    catalogue = service().catalogue
    chosen = {chosen.question.id for chosen in select(answers())}
    # A hostile form may leave the core out; it stays on the sheet.
    core = {question.id for question in catalogue.core}
    changed, stars = form.changed("q"), form.changed("star")
    shown = [name for name in form.shown_ids() if name in catalogue.question]
    ticks = [name for name in shown if name in changed - core]
    choices = with_ticks(session().choices, chosen, ticks, changed & {*(form.q.data or ())})
    return with_stars(choices, [name for name in (*shown, *OWN_IDS) if name in stars], form.star.data or ())


def _list_errors(form: QuestionsForm, stars: int) -> dict[str, str]:
    known = {*service().catalogue.question, *OWN_IDS}
    errors = {}
    # While a new version is rolled out, a page of the old one may list questions that are unknown here.
    if {*(form.q.data or ()), *(form.star.data or ())} - known - {*form.shown_ids()}:
        errors["list"] = _("One of the questions sent is not in our list. Pick from the list.")
    if stars > MAX_STARS:
        message = _("You marked %(count)d questions as your top %(most)d. Untick %(over)d of them.")
        errors["list"] = message % {"count": stars, "most": MAX_STARS, "over": stars - MAX_STARS}
    return errors


def _do(verb: str, what: str) -> str:
    """Do what the button says beyond saving, and return where to go."""
    groups = [[item.id for item in group.items] for group in _stored_sheet().groups[1:]]
    if verb in {"up", "down"} and any(what in group for group in groups):
        order = moved(groups, what, up=verb == "up")
        session().choose(session().choices.model_copy(update={"order": order}))
        return url_for(".questions", _anchor=f"q-{what}")
    if verb == "length" and what in LENGTHS:
        session().give({LENGTH: (what,)})
    if verb == "next":
        return url_for("sheet.settings", _anchor="top")
    return url_for(".questions", saved=1, _anchor="saved")
