"""Placeholders in texts, such as {emergency_number}: filled in from `clinic` when a file is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ruamel.yaml.comments import CommentedMap

BLANK_LINE = "_" * 14  # a line to write on, where the clinic left the value empty
# The values come from the same file, so a clinic writes its number once.
WHEN_EMPTY = {"emergency_number": "", "hospital": BLANK_LINE}
KNOWN = " and ".join(f"{{{name}}}" for name in WHEN_EMPTY)
PLACEHOLDER = re.compile(r"\{[^}]*\}")

FillIn = Callable[[str], str]


def fill_in(tree: Any) -> FillIn:
    """Return a function that fills in the placeholders of a text with what `clinic` in the tree says."""
    clinic = tree.get("clinic") if isinstance(tree, CommentedMap) else None
    values = clinic if isinstance(clinic, CommentedMap) else {}
    known = {f"{{{name}}}": str(values.get(name) or empty) for name, empty in WHEN_EMPTY.items()}

    def filled(text: str) -> str:
        # One pass, so that a value that looks like a placeholder is reported and not filled in itself.
        return PLACEHOLDER.sub(lambda match: known.get(match[0], match[0]), text) if "{" in text else text

    return filled
