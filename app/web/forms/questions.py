from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import SelectMultipleField, StringField

from app.core.free_text import LONGEST_QUESTION, OWN_QUESTIONS, own_id
from app.web.forms.base import SealedForm
from app.web.forms.printed import PrintedField


class QuestionsForm(SealedForm):
    """What stood on the page (`shown`), what is ticked (`q`) and starred, own questions, and what to do."""

    shown = StringField()
    q = SelectMultipleField(validate_choice=False)
    star = SelectMultipleField(validate_choice=False)
    do = StringField()

    def shown_ids(self) -> tuple[str, ...]:
        return tuple((self.shown.data or "").split())

    def changed(self, name: str) -> set[str]:
        """Return the questions whose box (`q` or `star`) this page changed, or all once the state is gone.

        A page that was opened before another tab changed the list must not take that back.
        """
        was, ticked = str(self.sent.get(f"{name}-was", "")).split(), self[name].data or ()
        both = {*was, *ticked, *self.shown_ids()}
        return both if "csrf_token" in self.errors else set(was) ^ set(ticked)

    def own(self, stored: tuple[str, ...]) -> tuple[str, ...]:
        """Return the own questions; a slot that this page left alone keeps what is stored."""
        before = (*stored, *[""] * OWN_QUESTIONS)
        return tuple(self.typed(own_id(slot), before[slot]) for slot in range(OWN_QUESTIONS))

    def action(self) -> tuple[str, str]:
        """Return the button that was pressed as (verb, of what); ("", "") if none was."""
        verb, _, what = (self.do.data or "").partition(":")
        return verb, what


# The slots of the own questions are fields like any other, one for each id that a star can point to.
_own_fields = {
    own_id(slot): PrintedField(lazy_gettext("My question %(number)d", number=slot + 1), LONGEST_QUESTION)
    for slot in range(OWN_QUESTIONS)
}
_Form = type("QuestionsForm", (QuestionsForm,), _own_fields)


def questions_form(formdata: object, **kwargs: object) -> QuestionsForm:
    form: QuestionsForm = _Form(formdata, **kwargs)
    return form
