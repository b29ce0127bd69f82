"""Composes people's sheets of blocks that are laid out once (docs/decisions/0036-composed-sheets.md)."""

from __future__ import annotations

from app.pdf.compose.blocks import is_marked
from app.pdf.compose.composer import Composer

__all__ = ["Composer", "is_marked"]
