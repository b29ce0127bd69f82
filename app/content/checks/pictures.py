from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.issues import Issue
from app.settings import STATIC

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.issues import KeyPath
    from app.content.models import Catalogue


def picture_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """A picture of a sheet that is not in static/."""
    named: dict[KeyPath, str] = {
        ("texts", "picture"): catalogue.texts.picture,
        **{("languages", name, "picture"): own.picture for name, own in catalogue.languages.items()},
    }
    for path, picture in named.items():
        if picture and not (STATIC / picture).is_file():
            yield Issue(path, f"there is no {picture} in static/", "put it there, or leave it out")
