"""The catalogues of which things are proved."""

from __future__ import annotations

from app.content import load
from app.settings import ROOT

REAL = load(ROOT / "questions.yaml")
SMALL = load(ROOT / "tests" / "catalogues" / "small.yaml")
ALL = {"length": ("full",), "show_sensitive": ("yes",)}
