from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import SelectMultipleField, StringField

from app.content.types import PAPERS, SIZES, Paper, Size
from app.core.free_text import MAX_COLUMN_LENGTH, MAX_COLUMNS, MAX_NAME_LENGTH, FreeText
from app.web.forms.dated import DatedForm
from app.web.forms.printed import PrintedField

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from flask_babel.speaklater import LazyString

COLUMN_NAMES = tuple(f"column_{number}" for number in range(1, MAX_COLUMNS + 1))
PAPER_LABELS: dict[Paper, LazyString] = {"letter": lazy_gettext("US Letter"), "a4": lazy_gettext("A4")}
SIZE_LABELS: dict[Size, LazyString] = {
    "standard": lazy_gettext("Standard"),
    "large": lazy_gettext("Large: more pages"),
    "giant": lazy_gettext("Giant: many more pages"),
}


class SheetForm(DatedForm):
    """The appointment, the paper, its languages, the size of its letters and its parts.

    `languages` are the codes of all that are served: the page in another one takes this form, too.
    `second_languages` are the names of those that may stand beside the one of the page, by code.
    """

    months_away = 1
    visit_with = PrintedField(lazy_gettext("Who is it with?"), MAX_NAME_LENGTH)
    paper = StringField()
    size = StringField()
    second_language = StringField()
    parts = SelectMultipleField(validate_choice=False)

    paper_labels, size_labels, column_names = PAPER_LABELS, SIZE_LABELS, COLUMN_NAMES

    def __init__(
        self,
        formdata: Any,
        *,
        known_parts: Collection[str] = (),
        languages: Collection[str] = (),
        second_languages: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(formdata, **kwargs)
        self.known_parts, self.languages = known_parts, languages
        self.second_languages = second_languages or {}

    def validate(self, extra_validators: Any = None) -> bool:
        fits = super().validate(extra_validators)
        if problem := self._list_problem():
            self["paper"].errors = (problem,)
        return fits and not problem

    def typed_over(self, stored: FreeText) -> FreeText:
        """Return what is stored with what was typed on this page; what it left alone stays."""
        return stored.model_copy(
            update={
                "visit_date": self.date_over(stored.visit_date),
                "visit_with": self.typed("visit_with", stored.visit_with),
                "columns": self._columns(stored.columns),
            }
        )

    def second_over(self, stored: str | None) -> str | None:
        """Return the second language that was chosen, or what is stored if this page did not change it.

        What is stored may be None, for the usual one: that depends on the answers and on the language of the
        page.
        """
        chosen = str(self.second_language.data or "")
        return stored if self.was("second_language") == chosen else chosen

    def names_a_column(self) -> bool:
        """Whether somebody typed the name of a column on this page."""
        return any(self[name].data not in {None, "", self.was(name)} for name in COLUMN_NAMES)

    def _columns(self, stored: tuple[str, ...]) -> tuple[str, ...]:
        """Return the columns that are named, without gaps, as the page shows them.

        If one suggested column is edited, the other suggestions are kept as shown.
        """
        if all(self.was(name) == self[name].data for name in COLUMN_NAMES):
            return stored
        named = tuple(filter(None, stored))
        base = (*named, *[""] * MAX_COLUMNS) if named else tuple(self.was(name) for name in COLUMN_NAMES)
        return tuple(filter(None, map(self.typed, COLUMN_NAMES, base)))

    def _list_problem(self) -> str | None:
        known = (
            self.paper.data in PAPERS
            and self.size.data in SIZES
            and (self.second_language.data or "") in {"", *self.languages}
            and set(self.parts.data or ()) <= set(self.known_parts)
        )
        return None if known else _("One of the choices sent is not on the list. Pick from the list.")


# One field for each column that a person may name.
for _number, _name in enumerate(COLUMN_NAMES, 1):
    setattr(
        SheetForm, _name, PrintedField(lazy_gettext("Column %(number)d", number=_number), MAX_COLUMN_LENGTH)
    )
