"""What one running copy of the app holds: made once at start, the same for every request."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from flask import current_app

from app.content import CatalogueError, load_with_places, logo_of
from app.content.fonts import Fonts
from app.core.sheet import blank_sheet
from app.pdf import Renderer
from app.pdf.slots import Turns
from app.settings import ROOT
from app.web.forms import step_form
from app.web.session_cookies import Seal

if TYPE_CHECKING:
    from app.content import Catalogue
    from app.settings import Settings
    from app.web.forms import SealedForm

STATIC = ROOT / "static"
KEY = "question-sheet"


@dataclass(frozen=True)
class Service:
    catalogue: Catalogue
    fonts: Fonts
    renderer: Renderer
    seal: Seal
    step_forms: dict[str, type[SealedForm]]
    logo: bytes | None
    blank_count: int
    turns: Turns

    @classmethod
    def from_settings(cls, settings: Settings) -> Service:
        """Load everything that could be missing or wrong; raises CatalogueError or OSError."""
        read, fonts = load_with_places(settings.questions_file), Fonts.in_folder(STATIC / "fonts")
        if faults := read.unprintable(fonts.unprintable):
            raise CatalogueError(faults)
        catalogue = read.catalogue
        logo = logo_of(settings.questions_file, catalogue.clinic.theme)
        return cls(
            catalogue=catalogue,
            fonts=fonts,
            renderer=Renderer(STATIC, logo=logo),
            seal=Seal(settings.keys),
            step_forms={step.id: step_form(step) for step in catalogue.steps},
            logo=logo,
            blank_count=len(blank_sheet(catalogue).printed),
            turns=Turns(settings.pdfs),
        )

    @staticmethod
    def today() -> dt.date:
        """The date where the server stands; the core never asks a clock."""
        return dt.datetime.now().astimezone().date()


def service() -> Service:
    """The service of the app that handles the current request."""
    return cast("Service", current_app.extensions[KEY])
