"""The sheet of one person: the screen, the paper and the plain text draw the same value."""

from app.core.sheet.available import (
    AvailableQuestions,
    available_questions,
    count_available,
    crowded_out,
    no_longer_asked,
)
from app.core.sheet.build import blank_sheet, build_sheet, changed_sheet, count_in_full, usual_parts
from app.core.sheet.changes import ListChanges, list_changes
from app.core.sheet.filled_in import with_fields
from app.core.sheet.filled_in_parts import Labels
from app.core.sheet.items import Group, Item
from app.core.sheet.models import Sheet
from app.core.sheet.order import order_after_move, printed_stars
from app.core.sheet.parts import COMPARE, PARTS, drawn_parts
from app.core.sheet.room import most_pages, places_to_try
from app.core.sheet.topics import UnansweredTopics, unanswered_topics
from app.core.sheet.visited import VisitedQuestion, as_now, ids_now, taken_along, visited, written_down

__all__ = [
    "COMPARE",
    "PARTS",
    "AvailableQuestions",
    "Group",
    "Item",
    "Labels",
    "ListChanges",
    "Sheet",
    "UnansweredTopics",
    "VisitedQuestion",
    "as_now",
    "available_questions",
    "blank_sheet",
    "build_sheet",
    "changed_sheet",
    "count_available",
    "count_in_full",
    "crowded_out",
    "drawn_parts",
    "ids_now",
    "list_changes",
    "most_pages",
    "no_longer_asked",
    "order_after_move",
    "places_to_try",
    "printed_stars",
    "taken_along",
    "unanswered_topics",
    "usual_parts",
    "visited",
    "with_fields",
    "written_down",
]
