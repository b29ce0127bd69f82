"""Readers of the files in deploy/ and of the Dockerfile."""

from __future__ import annotations

import re
from typing import Any

from ruamel.yaml import YAML

from app.environment import NAMES
from app.settings import ROOT

DEPLOY = ROOT / "deploy"
MANIFESTS = sorted((DEPLOY / "kubernetes").glob("*.yaml*"))


def manifest(kind: str, name: str = "question-sheet") -> dict[str, Any]:
    """Return the manifest of this kind and name."""
    entries = map(read, MANIFESTS)
    (found,) = [entry for entry in entries if (entry["kind"], entry["metadata"]["name"]) == (kind, name)]
    return found


def read(path: Any) -> dict[str, Any]:
    entry: dict[str, Any] = YAML(typ="safe").load(path)
    return entry


def known_settings() -> set[str]:
    """Return the environment variables that the app and gunicorn.conf.py read."""
    return set(NAMES)


def instructions() -> list[tuple[str, str]]:
    """Return the Dockerfile as pairs of instruction and arguments, without comments."""
    text = (ROOT / "Dockerfile").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    whole = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    pairs = [line.strip().partition(" ") for line in whole.splitlines()]
    return [(name, words) for name, _space, words in pairs]
