"""What is ticked on a page of questions, put over what is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import gettext as _

from app.core.choices import with_ticks
from app.core.free_text import OWN_IDS
from app.web.service import service
from app.web.session import session

if TYPE_CHECKING:
    from app.core.choices import Choices
    from app.core.sheet import Sheet
    from app.web.forms import TicksForm


def with_sent_ticks(form: TicksForm, stored: Sheet) -> Choices:
    """Return the stored choices with the boxes that this page changed; the core cannot be unticked.

    One that a visit answered is as any other question: it may be added again.
    """
    catalogue = service().catalogue
    # Own questions are like chosen ones: they are on the sheet until they are unticked.
    chosen = {*(chosen.id for chosen in stored.selection.chosen), *OWN_IDS}
    # A hostile form may leave the core out; it stays on the sheet.
    core = {question.id for question in catalogue.core} - {*stored.selection.answered}
    changed = form.changed("q") - core
    ticks = [name for name in form.shown_ids() if name in changed & known_ids()]
    return with_ticks(session().choices, chosen, ticks, changed & {*(form.q.data or ())})


def unknown_ids(form: TicksForm, ticked: set[str]) -> dict[str, str]:
    """Return the message for ids that no page of this version or of another one can have listed."""
    # While a new version is rolled out, a page of the old one may list questions that are unknown here.
    if not ticked - known_ids() - {*form.shown_ids()}:
        return {}
    return {"list": _("One of the questions sent is not in our list. Pick from the list.")}


def known_ids() -> set[str]:
    return {*service().catalogue.question, *OWN_IDS}
