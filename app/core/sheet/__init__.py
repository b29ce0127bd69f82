"""The sheet of one person: the screen, the paper and the plain text draw the same value."""

from app.core.sheet.available import AvailableQuestions, available_questions
from app.core.sheet.build import blank_sheet, build_sheet
from app.core.sheet.models import Group, Item, Sheet
from app.core.sheet.order import printed_stars
from app.core.sheet.parts import COMPARE, PARTS, drawn_parts

__all__ = [
    "COMPARE",
    "PARTS",
    "AvailableQuestions",
    "Group",
    "Item",
    "Sheet",
    "available_questions",
    "blank_sheet",
    "build_sheet",
    "drawn_parts",
    "printed_stars",
]
