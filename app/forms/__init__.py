"""Forms: what a person may send, and what is said when it does not fit. Only this package knows WTForms."""

from app.forms.questions import QuestionsForm, questions_form
from app.forms.sealed import SealedForm
from app.forms.sheet import SheetForm
from app.forms.steps import step_form

__all__ = ["QuestionsForm", "SealedForm", "SheetForm", "questions_form", "step_form"]
