from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from wtforms import SelectMultipleField, ValidationError

from app.web.forms.base import SessionForm, about

if TYPE_CHECKING:
    from wtforms.form import BaseForm

    from app.content import Field, Step


class OptionField(SelectMultipleField):
    """One question of the form. Its data is always the tuple of option ids sent, also for radio buttons."""

    def __init__(self, field: Field, **kwargs: Any) -> None:
        super().__init__(field.ask, **kwargs)
        self.field = field

    def pre_validate(self, form: BaseForm) -> None:
        del form
        problem = self._problem(self.data or [])
        if problem:
            raise ValidationError(about(self.field.ask, problem))

    def _problem(self, sent: list[str]) -> str | None:
        alone = [option for option in self.field.exclusive if option in sent]
        most = self.field.at_most or len(sent)
        # The order matters: each message assumes that those before it do not apply.
        if set(sent) - set(self.field.options):
            return _("One of the answers sent is not on the list. Pick from the list.")
        if self.field.choose == "one" and len(sent) > 1:
            return _("Pick only one answer.")
        if alone and len(sent) > 1:
            return _("Pick “%(option)s” alone, or untick it.", option=self.field.options[alone[0]].label)
        if len(sent) > most:
            message = _("You picked %(count)d. Pick no more than %(most)d: untick %(over)d.")
            return message % {"count": len(sent), "most": most, "over": len(sent) - most}
        return None


def step_form(step: Step) -> type[SessionForm]:
    """Return the form of one step, with one OptionField for each of its fields."""
    return type("StepForm", (SessionForm,), {field.id: OptionField(field) for field in step.fields})
