from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.content.issues import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.issues import KeyPath
    from app.content.models import Catalogue

TIME_ZONES = dt.timedelta(days=1)  # where it is tomorrow already
MAX_AGE_OF_FACTS = dt.timedelta(days=183)
MAX_AGE_OF_REVIEW = dt.timedelta(days=365)


def date_issues(catalogue: Catalogue, today: dt.date) -> Iterator[Issue]:
    """Facts, sources and reviews that have become old by today, or are dated after it."""
    yield from _ahead(catalogue, today)
    checked = catalogue.review.facts_checked
    if today - checked > MAX_AGE_OF_FACTS:
        yield Issue(("review", "facts_checked"), f"the facts were last checked on {checked}", "check them")
    due = catalogue.review.next_check
    if due and due < today:
        yield Issue(("review", "next_check"), f"the facts were to be checked by {due}", "check them")
    for index, source in enumerate(catalogue.sources):
        if today - source.checked > MAX_AGE_OF_FACTS:
            message = f"the source '{source.id}' was last checked on {source.checked}"
            yield Issue(("sources", index, "checked"), message, "open it again, then put in the new date")
    yield from _review_issues(catalogue, today)


def _ahead(catalogue: Catalogue, today: dt.date) -> Iterator[Issue]:
    """Days of work that is not done yet: until then nothing would become old."""
    done: dict[KeyPath, dt.date] = {("review", "facts_checked"): catalogue.review.facts_checked}
    for index, reviewer in enumerate(catalogue.review.reviewed_by):
        done["review", "reviewed_by", index, "date"] = reviewer.date
    for index, source in enumerate(catalogue.sources):
        done["sources", index, "checked"] = source.checked
    for path, day in done.items():
        if day > today + TIME_ZONES:
            yield Issue(path, f"{day} is in the future", "put in the day on which it was done")


def _review_issues(catalogue: Catalogue, today: dt.date) -> Iterator[Issue]:
    signed = max((reviewer.date for reviewer in catalogue.review.reviewed_by), default=None)
    if signed is None:
        message, advice = "no clinician has reviewed this", "make a review pack: flask catalogue review"
        yield Issue(("review", "reviewed_by"), message, advice)
    elif today - signed > MAX_AGE_OF_REVIEW:
        yield Issue(("review", "reviewed_by"), f"the last review was on {signed}", "ask for a new one")
