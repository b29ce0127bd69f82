from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import SelectMultipleField, StringField

from app.core.free_text import MAX_QUESTION_LENGTH, OWN_IDS
from app.web.forms.base import SessionForm
from app.web.forms.printed import PrintedField


class QuestionsForm(SessionForm):
    """What stood on the page (`shown`), what is ticked (`q`) and starred, own questions, and what to do."""

    shown = StringField()
    q = SelectMultipleField(validate_choice=False)
    star = SelectMultipleField(validate_choice=False)
    do = StringField()

    def shown_ids(self) -> tuple[str, ...]:
        return tuple((self.shown.data or "").split())

    def changed(self, name: str) -> set[str]:
        """Return the questions whose box (`q` or `star`) this page changed, or all once the session is gone.

        A page that was opened before another tab changed the list must not undo that change.
        """
        was, ticked = str(self.sent.get(f"{name}-was", "")).split(), self[name].data or ()
        both = {*was, *ticked, *self.shown_ids()}
        return both if "csrf_token" in self.errors else set(was) ^ set(ticked)

    def own(self, stored: tuple[str, ...]) -> tuple[str, ...]:
        """Return the own questions; a slot that this page left alone keeps what is stored."""
        before = dict(zip(OWN_IDS, stored, strict=False))
        return tuple(self.typed(name, before.get(name, "")) for name in OWN_IDS)

    def action(self) -> tuple[str, str]:
        """Return the button that was pressed as (verb, of what); ("", "") if none was."""
        verb, _, what = (self.do.data or "").partition(":")
        return verb, what


# One field for each own question, named by the id that a star can point to.
for _number, _name in enumerate(OWN_IDS, 1):
    _label = lazy_gettext("My question %(number)d", number=_number)
    setattr(QuestionsForm, _name, PrintedField(_label, MAX_QUESTION_LENGTH))
