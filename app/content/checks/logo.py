from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.issues import Issue
from app.content.logo import read_logo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.content.models import Catalogue


def logo_issues(catalogue: Catalogue, folder: Path) -> Iterator[Issue]:
    """A logo that is not a whole PNG of a fitting size beside the catalogue's file."""
    try:
        read_logo(folder, catalogue.clinic.theme.logo)
    except OSError as error:
        problem, advice = f"the logo cannot be read: {error.strerror}", "put the picture beside this file"
    except ValueError as error:
        problem, advice = str(error), "save it once more as such a PNG file"
    else:
        return
    yield Issue(("clinic", "theme", "logo"), problem, advice)
