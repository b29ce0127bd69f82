"""Forms: what a person may send, and what is said when it does not fit. Only this package knows WTForms."""

from app.web.forms.base import SessionForm
from app.web.forms.questions import ActionForm, QuestionsForm, TicksForm
from app.web.forms.sheet import SheetForm
from app.web.forms.steps import step_form

__all__ = ["ActionForm", "QuestionsForm", "SessionForm", "SheetForm", "TicksForm", "step_form"]
