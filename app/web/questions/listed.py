"""The list itself: its ticks, stars and own questions, and the ways to the other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.content.form import LENGTH, LENGTHS
from app.core.choices import MAX_STARS, with_stars, without
from app.core.free_text import OWN_IDS
from app.core.sheet import build_sheet, changed_sheet, printed_stars
from app.web.forms import QuestionsForm
from app.web.questions.drawn import list_page
from app.web.questions.ticks import known_ids, unknown_ids, with_sent_ticks
from app.web.service import service
from app.web.session import answers, session

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from app.core.choices import Choices
    from app.core.free_text import FreeText
    from app.core.sheet import Sheet


def questions() -> str | tuple[str, int] | Response:
    form = QuestionsForm(
        request.form if request.method == "POST" else None,
        session=session(),
        fonts=service().fonts,
        way_back=url_for("steps.check", _anchor="top"),
        data=dict(zip(OWN_IDS, session().free_text.own, strict=False)),
    )
    stored = build_sheet(answers(), session().choices, session().free_text)
    if request.method != "POST":
        # The first look: a later change of answers is told against this list.
        if session().seen is None:
            session().see()
        return list_page(form, stored, stored, session().choices, {})
    # Not an early return: a page with errors still shows every tick, star and text that was sent.
    form.validate()
    text = _text(form)
    choices = _choices(form, stored, text)
    sheet = changed_sheet(stored, choices, text)
    stars = printed_stars(sheet.groups, choices)
    if errors := _messages(form) | _list_errors(form, len(stars)):
        return list_page(form, sheet, stored, choices, errors), 400
    before = session().free_text.own_questions().keys() - form.emptied(session().free_text.own)
    added = [name for name in text.own_questions() if name not in before]
    _store(form, stored, choices, text)
    return redirect(form.way_out or _do(added, *form.action()), 303)


def _text(form: QuestionsForm) -> FreeText:
    """Return what is stored with the own questions of this page."""
    return session().free_text.model_copy(update={"own": form.own(session().free_text.own)})


def _choices(form: QuestionsForm, stored: Sheet, text: FreeText) -> Choices:
    """Return the stored choices with what this page changed."""
    changed = form.changed("star") & known_ids()
    stars = [name for name in form.shown_ids() if name in changed]
    choices = with_stars(with_sent_ticks(form, stored), stars, form.star.data or ())
    empty = {*OWN_IDS} - text.own_questions().keys()
    return without(choices, empty | form.emptied(session().free_text.own))


def _messages(form: QuestionsForm) -> dict[str, str]:
    """Return the messages for the fields, but for an own question that is to be removed anyway."""
    verb, what = form.action()
    removed = {what} & {*OWN_IDS} if verb == "remove" else set()
    full = _(
        "You have %(most)d questions of your own already, one of them from another page. "
        "Write this one over another, and empty this box.",
        most=len(OWN_IDS),
    )
    found = dict.fromkeys(form.without_room(session().free_text.own), full) | form.messages()
    return {name: message for name, message in found.items() if name not in removed}


def _list_errors(form: QuestionsForm, stars: int) -> dict[str, str]:
    errors = unknown_ids(form, {*(form.q.data or ()), *(form.star.data or ())})
    if stars > MAX_STARS:
        errors["list"] = ngettext(
            "You starred %(num)d question. Keep %(most)d stars and take the others off.",
            "You starred %(num)d questions. Keep %(most)d stars and take the others off.",
            stars,
            most=MAX_STARS,
        )
    return errors


def _store(form: QuestionsForm, stored: Sheet, choices: Choices, text: FreeText) -> None:
    session().choose(choices)
    session().free_text, session().gone = text, session().gone - {"typed"}
    # A page from before the answers were changed has not told what came and went.
    if form.before("q") == {item.id for item in stored.printed}:
        session().see()


def _do(added: list[str], verb: str, what: str) -> str:
    """Do what the button says beyond saving, and return where to go."""
    if verb == "length" and what in LENGTHS:
        session().give({LENGTH: (what,)})
    ways = {"next": "sheet.settings", "others": ".others", "order": ".order"}
    if verb in ways:
        return url_for(ways[verb], _anchor="top")
    if verb == "steps":
        return url_for("steps.step", step_id=service().catalogue.steps[0].id, _anchor="top")
    session().mark_updated()
    anchor = {"add": f"q-{added[-1]}" if added else "own", "remove": "own"}.get(verb, "saved")
    return url_for(".questions", _anchor=anchor)
