"""Made-up catalogues: small.yaml with other questions, steps or ranking. No check has looked at them."""

from __future__ import annotations

from typing import Any

from ruamel.yaml import YAML

from app.content import Catalogue
from tests.catalogues import SMALL_FILE

SMALL_DATA: dict[str, Any] = YAML(typ="safe", pure=True).load(SMALL_FILE)
BOTH = {"patient": "P?", "caregiver": "C?"}
STAGES = ("summer", "winter")


def made(**changes: Any) -> Catalogue:
    """Return small.yaml with other values of some keys."""
    return Catalogue.model_validate({**SMALL_DATA, **changes})


def wording(*moments: str, **more: Any) -> dict[str, Any]:
    return {"for": moments or ("growing", "resting"), "ask": BOTH, "hints": ["a", "b"], **more}


def question(name: str, **more: Any) -> dict[str, Any]:
    """Return a question for everyone at all moments, but for what `more` says."""
    usual = {
        "name": name,
        "topic": "care",
        "priority": 3,
        "why": "W.",
        "when": "always",
        "common_sense": True,
    }
    return {"id": name, "wordings": [wording()], **usual, **more}


def field(name: str, *options: str, choose: str = "many", **more: Any) -> dict[str, Any]:
    """Return a field whose options say "you said NAME" as their reason."""
    named = {each: {"label": each.upper(), "because": f"you said {each}"} for each in options}
    changed = {each: {**named.get(each, {}), **value} for each, value in more.pop("change", {}).items()}
    usual = {"ask": "A?", "label": name.upper(), "choose": choose, "weight": 8}
    return {"id": name, "options": {**named, **changed}, **usual, **more}


def steps(*fields: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the first and the last step of small.yaml with these fields in a step between them."""
    first, _soil, last = SMALL_DATA["steps"]
    return (
        [first, {"id": "more", "title": "T", "intro": "I.", "fields": fields}, last]
        if fields
        else [first, last]
    )


def ranking(**more: Any) -> dict[str, Any]:
    """Return a ranking with short lists of 2 and medium lists of 4, whose stages `more` changes."""
    lengths = more.pop("lengths", {"short": 2, "medium": 4})
    rest: dict[str, Any] = {key: more.pop(key) for key in ("first_of_all", "print_order") if key in more}
    stage = {"keep": {}, "kept": [], "ties": ["care", "place"], **more}
    stages = {name: {**stage, **more.get(name, {})} for name in STAGES}
    for each in stages.values():
        for name in STAGES:
            each.pop(name, None)
    orders = {"growing": ["care", "place"], "resting": ["care", "place"]}
    return {"lengths": lengths, "stages": stages, "print_order": orders, **rest}
