"""Forms: what a person may send, and what is said when it does not fit. Only this package knows WTForms."""

from app.web.forms.base import SessionForm
from app.web.forms.questions import QuestionsForm
from app.web.forms.sheet import SheetForm
from app.web.forms.steps import step_form

__all__ = ["QuestionsForm", "SessionForm", "SheetForm", "step_form"]
