from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import format_date
from flask_babel import gettext as _
from wtforms import StringField, ValidationError

from app.core.free_text import clean
from app.web.forms.base import SessionForm
from app.web.forms.date_order import DATE_NAMES, as_typed
from app.web.forms.dates import NotADateError, read_date, years_near

if TYPE_CHECKING:
    import datetime as dt


def boxes_of(date: dt.date | None) -> dict[str, object]:
    """Return what the three boxes show of a date."""
    return {name: getattr(date, name) for name in DATE_NAMES} if date else {}


def _cleaned(text: object) -> str:
    return clean(str(text or ""))


class DatedForm(SessionForm):
    """A form with the date of a visit in three boxes; once validated, `visit_date` is what they hold.

    `months_away` is how far the date of its example is from today.
    """

    months_away = 0

    month = StringField(filters=[_cleaned])
    day = StringField(filters=[_cleaned])
    year = StringField(filters=[_cleaned])

    def __init__(self, formdata: Any, *, today: dt.date, **kwargs: Any) -> None:
        super().__init__(formdata, **kwargs)
        self.today = today
        self.visit_date: dt.date | None = None

    def validate(self, extra_validators: Any = None) -> bool:
        fits = super().validate(extra_validators)
        if problem := self._date_problem():
            self["day"].errors = (problem,)
        return fits and not problem

    def date_over(self, stored: dt.date | None) -> dt.date | None:
        """Return the date that was typed, or what is stored if this page did not change the boxes."""
        return self.visit_date if self._changed() else stored

    @property
    def example(self) -> dt.date:
        """A day some months after today, or before it; it is no number of a month."""
        year, month = divmod(12 * self.today.year + self.today.month - 1 + self.months_away, 12)
        return self.today.replace(year=year, month=month + 1, day=26)

    def _changed(self) -> bool:
        return any(self.was(name) != self[name].data for name in DATE_NAMES)

    def _date_problem(self) -> str | None:
        """Read the three boxes into `visit_date`; empty boxes are no date and no problem."""
        boxes = [self[name].data or "" for name in DATE_NAMES]
        # A date of long ago, from a sheet that was kept, is no reason to refuse what else is on the page.
        if not any(boxes) or not self._changed():
            return None
        try:
            self.visit_date = read_date(boxes, years_near(self.today))
        except NotADateError:
            return self._like_this()
        except ValidationError as problem:
            return str(problem)
        return None

    def _like_this(self) -> str:
        return _(
            "Write month, day and year, such as %(numbers)s or %(words)s. Or leave it empty.",
            numbers=as_typed(self.example),
            words=format_date(self.example, "long"),
        )
