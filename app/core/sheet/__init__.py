"""The sheet: one value that the screen, the paper and the plain text all draw."""

from app.core.sheet.available import AvailableQuestions, available_questions
from app.core.sheet.build import blank_sheet, build_sheet
from app.core.sheet.models import Group, Item, Sheet
from app.core.sheet.order import printed_stars
from app.core.sheet.parts import PARTS, DrawnPart, drawn_parts

__all__ = [
    "PARTS",
    "AvailableQuestions",
    "DrawnPart",
    "Group",
    "Item",
    "Sheet",
    "available_questions",
    "blank_sheet",
    "build_sheet",
    "drawn_parts",
    "printed_stars",
]
