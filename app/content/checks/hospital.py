from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.issues import Issue
from app.content.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.models import Catalogue


def hospital_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """A hospital that is named and printed nowhere, because no text has the placeholder."""
    hospital = catalogue.clinic.hospital
    texts = (text for path, text, _quoted in texts_of(catalogue.model_dump()) if path[0] != "clinic")
    if hospital and not any(hospital in text for text in texts):
        advice = "write {hospital} where it should stand, such as in `warning_card.if_no_answer`"
        yield Issue(("clinic", "hospital"), "the hospital is printed nowhere", advice)
