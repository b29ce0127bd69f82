"""Renders PDFs for the commands: without a limit of time, and with a bar on a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from app.pdf import PdfError
from app.pdf.progress import STEPS, progress_reports

if TYPE_CHECKING:
    from app.pdf import Drafts, Renderer


def render(renderer: Renderer, html: str | Drafts, name: str) -> bytes:
    """Render a PDF and show the progress on stderr, if that is a terminal. A PdfError ends the command."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=STEPS, show_eta=False, file=sys.stderr, hidden=hidden) as bar:

        def show(step: int, text: str) -> None:
            bar.label = f"{name}: {text}"
            bar.update(step - bar.pos)
            bar.render_progress()  # a step of many pages changes the label only

        with progress_reports(show):
            try:
                return renderer.render(html)
            except PdfError as error:
                raise SystemExit(f"the PDF could not be made: {error}") from None
