"""Forms: what a person may send, and what is said when it does not fit. Only this package knows WTForms."""

from app.web.forms.base import SessionForm
from app.web.forms.date_lines import date_in_line
from app.web.forms.date_order import as_typed, date_order
from app.web.forms.dated import boxes_of
from app.web.forms.file import FileForm
from app.web.forms.questions import ActionForm, QuestionsForm, TicksForm
from app.web.forms.sheet import SheetForm
from app.web.forms.steps import step_form
from app.web.forms.visit import VisitForm, sent_questions, with_ids

__all__ = [
    "ActionForm",
    "FileForm",
    "QuestionsForm",
    "SessionForm",
    "SheetForm",
    "TicksForm",
    "VisitForm",
    "as_typed",
    "boxes_of",
    "date_in_line",
    "date_order",
    "sent_questions",
    "step_form",
    "with_ids",
]
