"""Placeholders in texts, such as {emergency_number}: filled in from `clinic` when a file is read."""

from __future__ import annotations

import re
from typing import Any

BLANK_LINE = "_" * 14  # a line to write on, where the clinic left the value empty
# The values come from the same file, so a clinic writes its number once.
WHEN_EMPTY = {"emergency_number": "", "hospital": BLANK_LINE}
KNOWN = " and ".join(f"{{{name}}}" for name in WHEN_EMPTY)
PLACE_TO_WRITE = re.compile(r"(_{3,}|\[ \])")  # a blank to write on, or a box to tick
PLACEHOLDER = re.compile(r"\{[^}]*\}")


def fill_placeholders(data: Any) -> Any:
    """Return the plain data of a catalogue with the placeholders of its texts filled in.

    `clinic` itself stays as it is: what stands there is a value, and no text with placeholders.
    """
    if not isinstance(data, dict):
        return data
    clinic = data.get("clinic")
    values = clinic if isinstance(clinic, dict) else {}
    known = {f"{{{name}}}": str(values.get(name) or empty) for name, empty in WHEN_EMPTY.items()}
    return {key: value if key == "clinic" else _filled(value, known) for key, value in data.items()}


def _filled(node: Any, known: dict[str, str]) -> Any:
    if isinstance(node, dict):
        return {key: _filled(value, known) for key, value in node.items()}
    if isinstance(node, list):
        return [_filled(value, known) for value in node]
    if isinstance(node, str) and "{" in node:
        return PLACEHOLDER.sub(lambda match: known.get(match[0], match[0]), node)
    return node
