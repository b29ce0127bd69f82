"""The sheet: one value that the screen, the paper and the plain text all draw."""

from app.core.sheet.available import Others, others
from app.core.sheet.build import OWN_TOPIC, blank_sheet, build
from app.core.sheet.models import Group, Item, Sheet
from app.core.sheet.order import starred

__all__ = ["OWN_TOPIC", "Group", "Item", "Others", "Sheet", "blank_sheet", "build", "others", "starred"]
