"""Renders HTML as PDF/UA-1 and PDF/A-3a. The only package that knows WeasyPrint.

It also reads files that come back: what was saved in them, and what was filled in.
"""

from __future__ import annotations

from app.pdf.attached import find as find_saved
from app.pdf.filled_in import CAN_READ, FilledIn, read_fields
from app.pdf.job import BusyError, Job
from app.pdf.press import Press
from app.pdf.renderer import Drafts, PdfError, Renderer

__all__ = [
    "CAN_READ",
    "BusyError",
    "Drafts",
    "FilledIn",
    "Job",
    "PdfError",
    "Press",
    "Renderer",
    "find_saved",
    "read_fields",
]
