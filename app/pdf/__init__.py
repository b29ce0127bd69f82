"""Renders HTML as PDF/UA-1 and PDF/A-3a. The only package that knows WeasyPrint."""

from __future__ import annotations

from app.pdf.renderer import Drafts, PdfError, Renderer

__all__ = ["Drafts", "PdfError", "Renderer"]
