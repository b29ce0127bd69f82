from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.issues import Issue
from app.content.theme import read_logo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.content.models import Catalogue


def logo_issues(catalogue: Catalogue, folder: Path) -> Iterator[Issue]:
    """A logo that is not a PNG of a fitting size beside the catalogue's file."""
    try:
        read_logo(folder, catalogue.clinic.theme)
    except OSError as error:
        problem = f"the logo cannot be read: {error.strerror}"
    except ValueError as error:
        problem = str(error)
    else:
        return
    yield Issue(("clinic", "theme", "logo"), problem, "put the picture beside this file")
