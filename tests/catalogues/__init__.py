"""The catalogues that tests use, each read when it is first asked for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from app.content.load import load
from app.settings import ROOT

if TYPE_CHECKING:
    from app.content import Catalogue

REAL_FILE = ROOT / "questions.yaml"
JOURNEY_FILE = ROOT / "tests" / "catalogues" / "journey.yaml"
SMALL_FILE = ROOT / "tests" / "catalogues" / "small.yaml"
ALL = {"length": ("full",), "show_sensitive": ("yes",)}
"""The answers that bring all that fits."""


@cache
def real() -> Catalogue:
    """Return the content that people read. What a test asserts of it must hold after any valid edit."""
    return load(REAL_FILE).catalogue


@cache
def journey() -> Catalogue:
    """Return the made-up catalogue that tests of the program name ids of."""
    return load(JOURNEY_FILE).catalogue


@cache
def small() -> Catalogue:
    """Return the smallest catalogue with one of everything, and a step that not everyone meets."""
    return load(SMALL_FILE).catalogue
