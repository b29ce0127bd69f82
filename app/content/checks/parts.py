from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.issues import Issue
from app.content.unknown_names import unknown
from app.settings import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.models import Catalogue

# The files are the list: core/sheet/parts.py has the entries, but content may not import the core.
FOLDER = TEMPLATES / "parts"


def part_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """Parts of the paper that no template draws, or whose content is missing."""
    drawn = part_ids()
    for part_id in catalogue.parts:
        if part_id not in drawn:
            yield unknown(("parts", part_id), "part", part_id, drawn)
    sections = {"compare": "comparison", "time_line": "time_line"}
    for part_id, section in sections.items():
        if part_id in catalogue.parts and getattr(catalogue, section) is None:
            message = f"there is no `{section}` to draw it from"
            yield Issue(("parts", part_id), message, "write it, or drop the part")


def part_ids() -> frozenset[str]:
    """Return the ids of the parts that can be drawn: each has an HTML and a text file named by its id."""
    html, text = ({file.stem for file in FOLDER.glob(f"*.{kind}")} for kind in ("html", "txt"))
    return frozenset(html & text)
