"""What one running copy of the app holds: made once at start, the same for every request."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from flask import current_app

from app.content.fonts import Fonts, bundled_fonts
from app.content.load import LoadedCatalogue, load
from app.core.sheet import blank_sheet
from app.pdf import CAN_READ, Drafts, FilledIn, Job, Press, Renderer
from app.web.forms import step_form
from app.web.interface import InLanguage, in_languages
from app.web.languages import Languages
from app.web.session_cookies import CookieSessions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.content import Catalogue
    from app.settings import Settings
    from app.web.editions import Edition
    from app.web.forms import SessionForm
    from app.web.languages import Language

EXTENSION = "question-sheet"  # its key in `app.extensions`
# A sheet takes up to a second, and a few drafts in rare cases.
MAX_RENDER_SECONDS = 25


@dataclass(frozen=True)
class Service:
    """`in_first_language` are texts of the catalogue that stand in another language than the page."""

    loaded: LoadedCatalogue
    catalogue: Catalogue
    languages: Languages
    in_languages: Mapping[str, InLanguage]
    in_first_language: frozenset[str]
    fonts: Fonts
    renderer: Renderer
    sessions: CookieSessions
    step_forms: dict[str, type[SessionForm]]
    blank_count: int
    press: Press
    blank_pdfs: dict[Edition, bytes]
    reads_filled_in: bool

    @classmethod
    def from_settings(cls, settings: Settings) -> Service:
        """Load everything that could be missing or wrong. Raises CatalogueError or OSError."""
        loaded = load(settings.questions_file, all_languages=settings.all_languages)
        renderer = Renderer(logo=loaded.logo)
        return cls(
            loaded=loaded,
            catalogue=loaded.catalogue,
            languages=Languages.of(loaded.catalogue, loaded.translations),
            in_languages=in_languages(loaded),
            in_first_language=frozenset(),
            fonts=bundled_fonts(),
            renderer=renderer,
            sessions=CookieSessions(settings.keys, loaded.catalogue.name),
            step_forms=_step_forms(loaded.catalogue),
            # The same for everyone, and the start page names it on every visit.
            blank_count=len(blank_sheet(loaded.catalogue).printed),
            press=Press(renderer, settings.pdfs),
            blank_pdfs={},
            reads_filled_in=settings.read_filled_in and CAN_READ,
        )

    def translated(self, language: Language) -> Service:
        """Return the service of another language. It shares all that has no text in it, and the cookies."""
        translation = self.loaded.translations[language.code]
        return replace(
            self,
            catalogue=translation.catalogue,
            languages=self.languages.at(language),
            in_first_language=translation.in_first_language | self._names_of_sources(translation.catalogue),
            sessions=self.sessions.below(language.path),
            step_forms=_step_forms(translation.catalogue),
            blank_pdfs={},
        )

    def _names_of_sources(self, other: Catalogue) -> set[str]:
        """Return titles and publishers that are the same in another language: they are names in the first."""
        here, there = (
            {name for each in catalogue.sources for name in (each.title, each.publisher)}
            for catalogue in (self.catalogue, other)
        )
        return here & there

    def render_for_request(
        self, visitor: str, drafts: str | Drafts, attached: bytes | None = None, *, to_fill_in: bool = False
    ) -> bytes:
        """Render a PDF for a visitor, whom a token tells apart from others. Raises BusyError or PdfError."""
        drafts = Drafts([drafts]) if isinstance(drafts, str) else drafts
        return self.press.render(Job(drafts, attached, to_fill_in, MAX_RENDER_SECONDS), visitor)

    def render_apart(self, drafts: Drafts) -> bytes:
        """Render what is kept for everyone: also when many wait, but one at a time.

        Raises BusyError or PdfError.
        """
        return self.press.render(Job(drafts, max_seconds=MAX_RENDER_SECONDS), None)

    def read_fields(self, pdf: bytes) -> FilledIn:
        """Return what is filled in, if the host has fields read."""
        return self.press.read_fields(pdf) if self.reads_filled_in else FilledIn()

    @staticmethod
    def now() -> dt.datetime:
        """Return the time where the server stands; the core never reads a clock."""
        return dt.datetime.now().astimezone()

    @staticmethod
    def today() -> dt.date:
        return Service.now().date()


def _step_forms(catalogue: Catalogue) -> dict[str, type[SessionForm]]:
    return {step.id: step_form(step) for step in catalogue.steps}


def service() -> Service:
    """Return the service of the app that handles the current request."""
    return cast("Service", current_app.extensions[EXTENSION])
