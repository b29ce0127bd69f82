"""What was typed into a PDF that is opened again, as notes of the visit for which it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import gettext as _

from app.core.free_text import MAX_COLUMNS, clean
from app.core.sheet import Labels, build_sheet, taken_along, with_fields
from app.core.visits import begun, with_begun
from app.web.forms import date_in_line
from app.web.second_language import chosen_second, name_here
from app.web.service import service
from app.web.session import answers, session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.core.sheet import Sheet
    from app.core.visits import Visit

DAY = "visit-date-1"  # the field for the appointment


def with_values(visits: tuple[Visit, ...], values: Mapping[str, str | bool]) -> tuple[Visit, ...]:
    """Return the visits with what was typed and ticked in the file; with a new one, if none was begun."""
    if not values:
        return visits
    sheet = build_sheet(answers(), session().choices, session().free_text)
    visit, others = _with_date(taken_along(sheet, begun(visits)), values)
    return with_begun(visits, with_fields(visit, sheet, others, _labels(sheet)))


def _with_date(visit: Visit, values: Mapping[str, str | bool]) -> tuple[Visit, dict[str, str | bool]]:
    """Return the visit on the day that was typed, and the other values; another day stays among these."""
    day = date_in_line(clean(str(values.get(DAY, ""))), service().today())
    if day is None or visit.date not in {None, day}:
        return visit, dict(values)
    others = {name: value for name, value in values.items() if name != DAY}
    return visit.model_copy(update={"date": day}), others


def _labels(sheet: Sheet) -> Labels:
    """Return the labels that the templates of the paper have (templates/sheet, templates/parts)."""
    second = chosen_second(answers(), session().choices)
    numbers = range(1, MAX_COLUMNS + 1)
    return Labels(
        appointment=_("Appointment:"),
        visit_with=_("With:"),
        next_visit=_("Decide by:") if sheet.decides else _("Next visit:"),
        day_phone=_("Phone by day:"),
        night_phone=_("Night and weekend:"),
        treatments=tuple(_("Treatment %(number)d", number=number) for number in numbers),
        interpreter=second and _("For the interpreter, in %(language)s:", language=name_here(second)),
    )
