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
TIME_LINE = """time_line:
  steps:
    - {label: "Dig", time: "a day", about: "Soil is turned.", here: [summer], sources: [G1]}
    - {label: "Sow", time: "an hour", about: "Seeds go in.", sources: [G1]}
  caveat: "Each garden differs."
"""
"""For the smallest catalogue, at its top."""
ALL = {"length": ("full",), "show_sensitive": ("yes",)}
"""The answers that bring all that fits."""

SAYS_EVERYTHING: dict[str, tuple[str, ...]] = {
    "role": ("patient",),
    "age": ("a70_plus",),
    "diagnosis": ("lbcl",),
    "therapy": ("car_t",),
    "product": ("Yescarta",),
    "cell_source": ("own",),
    "setting": ("approved",),
    "stage": ("deciding",),
    "current_meds": ("steroid", "blood_thinner"),
    "past_tx": ("none",),
    "conditions": ("heart", "kidney"),
    "fertility": ("not_now",),
    "practical": ("far_away", "drives"),
    "worries": ("crs", "cost", "work_driving"),
    "length": ("medium",),
    "show_sensitive": ("yes",),
}
"""The answers of a patient to every field of the catalogue of journeys, some of them twice."""


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
