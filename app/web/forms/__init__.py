"""Forms: what a person may send, and what is said when it does not fit. Only this package knows WTForms."""

from app.web.forms.base import SealedForm
from app.web.forms.questions import QuestionsForm, questions_form
from app.web.forms.sheet import SheetForm
from app.web.forms.steps import step_form

__all__ = ["QuestionsForm", "SealedForm", "SheetForm", "questions_form", "step_form"]
