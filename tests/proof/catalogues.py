"""The catalogues of which things are proved."""

from __future__ import annotations

from app.content.load import load
from app.settings import ROOT

REAL = load(ROOT / "questions.yaml").catalogue
SMALL = load(ROOT / "tests" / "catalogues" / "small.yaml").catalogue
ALL = {"length": ("full",), "show_sensitive": ("yes",)}
