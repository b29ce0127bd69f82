"""Your questions: the list that was chosen, and everything a person may change about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.content.form import LENGTH, LENGTHS, LIMITED_LENGTHS, SHOW_SENSITIVE
from app.core.choices import MAX_STARS, with_stars, with_ticks
from app.core.free_text import OWN_IDS
from app.core.sheet import (
    available_questions,
    build_sheet,
    changed_sheet,
    count_in_full,
    no_longer_asked,
    order_after_move,
    printed_stars,
    unanswered_topics,
)
from app.web.forms import QuestionsForm
from app.web.service import service
from app.web.session import answers, journey_blueprint, only_if_covered, session

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from app.core.choices import Choices
    from app.core.sheet import Sheet

pages = journey_blueprint("questions")
pages.before_request(only_if_covered)


@pages.route("/questions", methods=["GET", "POST"])
def questions() -> str | tuple[str, int] | Response:
    form = QuestionsForm(
        request.form if request.method == "POST" else None,
        session=session(),
        fonts=service().fonts,
        data=dict(zip(OWN_IDS, session().free_text.own, strict=False)),
    )
    stored = build_sheet(answers(), session().choices, session().free_text)
    if request.method != "POST":
        return _page(form, stored, stored, session().choices, {})
    # Not an early return: a page with errors still shows every tick, star and text that was sent.
    form.validate()
    choices = _choices(form, stored)
    text = session().free_text.model_copy(update={"own": form.own(session().free_text.own)})
    sheet = changed_sheet(stored, choices, text)
    stars = printed_stars(sheet.groups, choices)
    if errors := form.messages() | _list_errors(form, len(stars)):
        return _page(form, sheet, stored, choices, errors), 400
    session().choose(choices)
    session().free_text = text
    return redirect(_do(sheet, *form.action()), 303)


def _page(form: QuestionsForm, sheet: Sheet, stored: Sheet, choices: Choices, errors: dict[str, str]) -> str:
    """Draw a list. With errors it is what was sent, and `stored` what another try goes on from."""
    return render_template(
        "questions.html",
        sheet=sheet,
        available=available_questions(sheet),
        unanswered=unanswered_topics(sheet),
        stars=choices.starred if errors else sheet.stars,
        no_longer_asked=no_longer_asked(answers(), choices),
        ticked_before=[item.id for item in stored.printed],
        starred_before=_starred_before(sheet, stored, refused=bool(errors)),
        own=OWN_IDS,
        form=form,
        errors=errors,
        asked_to_see=answers().on_path.get(SHOW_SENSITIVE) == ("ask_me",),
        show_sensitive_step=service().catalogue.step_of[SHOW_SENSITIVE].id,
        lengths=_lengths(),
        saved="saved" in request.args and not errors,
    )


def _lengths() -> dict[str, str]:
    """Return the labels of the lengths; that without a limit says how many questions it would have."""
    return {
        length: option.label if length in LIMITED_LENGTHS else f"{option.label} ({count_in_full(answers())})"
        for length, option in service().catalogue.field[LENGTH].options.items()
    }


def _starred_before(sheet: Sheet, stored: Sheet, *, refused: bool) -> list[str]:
    """Return which star boxes on this page were ticked before anything was changed.

    A refused page also shows stars that came back with a question, so that they can be taken off.
    """
    stars = session().choices.starred if refused else stored.stars
    return [item.id for group in sheet.groups for item in group.items if item.id in stars]


def _choices(form: QuestionsForm, stored: Sheet) -> Choices:
    """Return the stored choices with what this page changed; the core cannot be unticked."""
    catalogue = service().catalogue
    chosen = {chosen.id for chosen in stored.selection.chosen}
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


def _do(sheet: Sheet, verb: str, what: str) -> str:
    """Do what the button says beyond saving, and return where to go."""
    if verb in {"up", "down"} and (order := order_after_move(sheet, what, up=verb == "up")) is not None:
        session().choose(session().choices.model_copy(update={"order": order}))
        return url_for(".questions", _anchor=f"q-{what}")
    if verb == "length" and what in LENGTHS:
        session().give({LENGTH: (what,)})
    if verb == "next":
        return url_for("sheet.settings", _anchor="top")
    return url_for(".questions", saved=1, _anchor="saved")
