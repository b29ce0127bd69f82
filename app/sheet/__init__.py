"""The sheet: one value that the screen, the paper and the plain text all draw."""

from app.sheet.build import OWN_TOPIC, blank_sheet, build
from app.sheet.models import Group, Item, Sheet
from app.sheet.order import starred
from app.sheet.others import Others, others

__all__ = ["OWN_TOPIC", "Group", "Item", "Others", "Sheet", "blank_sheet", "build", "others", "starred"]
