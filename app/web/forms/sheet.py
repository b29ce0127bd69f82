from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import SelectMultipleField, StringField, ValidationError

from app.content.types import PAPERS, SIZES, Paper, Size
from app.core.free_text import MAX_COLUMN_LENGTH, MAX_COLUMNS, MAX_NAME_LENGTH, FreeText, clean
from app.web.forms.base import SessionForm
from app.web.forms.dates import read_date
from app.web.forms.printed import PrintedField

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from flask_babel.speaklater import LazyString

MAX_YEARS_AHEAD = 3
DATE_NAMES = ("month", "day", "year")
COLUMN_NAMES = tuple(f"column_{number}" for number in range(1, MAX_COLUMNS + 1))
PAPER_LABELS: dict[Paper, LazyString] = {"letter": lazy_gettext("US Letter"), "a4": lazy_gettext("A4")}
SIZE_LABELS: dict[Size, LazyString] = {
    "standard": lazy_gettext("Standard"),
    "large": lazy_gettext("Large: more pages"),
    "giant": lazy_gettext("Giant: many more pages"),
}


def _cleaned(text: object) -> str:
    return clean(str(text or ""))


class SheetForm(SessionForm):
    """The appointment, the paper, the size of its letters and its parts."""

    month = StringField(filters=[_cleaned])
    day = StringField(filters=[_cleaned])
    year = StringField(filters=[_cleaned])
    visit_with = PrintedField(lazy_gettext("Who it is with"), MAX_NAME_LENGTH)
    paper = StringField()
    size = StringField()
    parts = SelectMultipleField(validate_choice=False)

    paper_labels, size_labels, column_names = PAPER_LABELS, SIZE_LABELS, COLUMN_NAMES

    def __init__(
        self, formdata: Any, *, today: dt.date, known_parts: Collection[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(formdata, **kwargs)
        self.today = today
        self.known_parts = known_parts
        self.visit_date: dt.date | None = None

    def validate(self, extra_validators: Any = None) -> bool:
        fits = super().validate(extra_validators)
        for field, problem in (("day", self._date_problem()), ("paper", self._list_problem())):
            if problem:
                self[field].errors = (problem,)
                fits = False
        return fits

    def typed_over(self, stored: FreeText) -> FreeText:
        """Return what is stored with what was typed on this page; what it left alone stays."""
        return stored.model_copy(
            update={
                "visit_date": self.visit_date if self._date_changed() else stored.visit_date,
                "visit_with": self.typed("visit_with", stored.visit_with),
                "columns": self._columns(stored.columns),
            }
        )

    def _columns(self, stored: tuple[str, ...]) -> tuple[str, ...]:
        """Return the columns that are named, without gaps, as the page shows them.

        If one suggested column is edited, the other suggestions are kept as shown.
        """
        if all(self.was(name) == self[name].data for name in COLUMN_NAMES):
            return stored
        named = tuple(filter(None, stored))
        base = (*named, *[""] * MAX_COLUMNS) if named else tuple(self.was(name) for name in COLUMN_NAMES)
        return tuple(filter(None, map(self.typed, COLUMN_NAMES, base)))

    def _date_changed(self) -> bool:
        return any(self.was(name) != self[name].data for name in DATE_NAMES)

    def _date_problem(self) -> str | None:
        """Read the three boxes into `visit_date`; empty boxes are no date and no problem."""
        boxes = [self[name].data or "" for name in DATE_NAMES]
        if not any(boxes):
            return None
        years = range(self.today.year - 1, self.today.year + MAX_YEARS_AHEAD + 1)
        try:
            self.visit_date = read_date(boxes, years)
        except ValidationError as problem:
            return str(problem)
        return None

    def _list_problem(self) -> str | None:
        known = (
            self.paper.data in PAPERS
            and self.size.data in SIZES
            and set(self.parts.data or ()) <= set(self.known_parts)
        )
        return None if known else _("One of the choices sent is not on the list. Pick from the list.")


# One field for each column that a person may name.
for _number, _name in enumerate(COLUMN_NAMES, 1):
    setattr(
        SheetForm, _name, PrintedField(lazy_gettext("Column %(number)d", number=_number), MAX_COLUMN_LENGTH)
    )
