"""Blank sheets as PDFs. They are the same for everyone: each is made once in a process, and kept."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from app.core.answers import Answers
from app.core.choices import Choices
from app.core.sheet import blank_sheet
from app.pdf import BusyError
from app.pdf.spooler import MOST_SECONDS
from app.web.drafts import drafts
from app.web.editions import Edition
from app.web.second_language import usual_second
from app.web.service import service

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.pdf import Drafts

MAKING = Lock()  # several threads may ask for the same sheet: one has it made, the others find it


def blank_pdf(edition: Edition) -> bytes:
    """Return a blank sheet, made now if it was not asked for before. Raises BusyError or PdfError."""
    kept = service().blank_pdfs
    if edition not in kept:
        if not MAKING.acquire(timeout=MOST_SECONDS):
            raise BusyError
        try:
            if edition not in kept:
                kept[edition] = service().render_apart(_drafts(edition))
        finally:
            MAKING.release()
    return kept[edition]


def usual_edition() -> Edition:
    catalogue = service().catalogue
    return Edition.usual(catalogue, usual_second(Answers.of(catalogue, {})))


def chosen_edition(args: Mapping[str, str]) -> Edition | None:
    """Return what a query asks for, None if there is no such sheet."""
    languages = [each.code for each in service().languages.all]
    return Edition.chosen(usual_edition(), service().catalogue, languages, args)


def make_usual_blank_pdf() -> None:
    """Make the usual one before the workers fork: it also loads what every sheet needs."""
    edition = usual_edition()
    service().blank_pdfs[edition] = service().renderer.warm(_drafts(edition))


def _drafts(edition: Edition) -> Drafts:
    choices = Choices(paper=edition.paper, size=edition.size)
    second = service().in_languages[edition.second].catalogue if edition.second else None
    sheet = blank_sheet(service().catalogue, choices, stage=edition.stage, second=second)
    return drafts(sheet)
