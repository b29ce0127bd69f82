from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from wtforms import SelectMultipleField, ValidationError

from app.forms.sealed import SealedForm

if TYPE_CHECKING:
    from wtforms.form import BaseForm

    from app.catalogue import Field, Step


class OptionField(SelectMultipleField):
    """One question of the form. Its data is always the tuple of option ids sent, also for radio buttons."""

    def __init__(self, field: Field, **kwargs: Any) -> None:
        super().__init__(field.ask, **kwargs)
        self.field = field

    def pre_validate(self, form: BaseForm) -> None:
        del form
        sent = self.data or []
        alone = [option for option in self.field.exclusive if option in sent]
        if set(sent) - set(self.field.options):
            raise ValidationError(_("One of the answers sent is not on the list. Pick from the list."))
        if self.field.choose == "one" and len(sent) > 1:
            raise ValidationError(_("Pick only one answer."))
        if alone and len(sent) > 1:
            label = self.field.options[alone[0]]
            raise ValidationError(_("Pick “%(option)s” alone, or untick it.", option=label))
        if self.field.at_most and len(sent) > self.field.at_most:
            over = len(sent) - self.field.at_most
            raise ValidationError(
                _("You picked %(count)d. Pick no more than %(most)d: untick %(over)d.",
                  count=len(sent), most=self.field.at_most, over=over)
            )  # fmt: skip


def step_form(step: Step) -> type[SealedForm]:
    """Return the form of one step, with one OptionField for each of its fields."""
    return type("StepForm", (SealedForm,), {field.id: OptionField(field) for field in step.fields})
