"""Patterns of the HTML parser, compiled once.

tinyhtml5 2.1 means to keep the pattern for each set of letters that it looks for, but keeps it under the
pattern itself. So it makes them all anew, which takes half of its time (docs/upstream/html_patterns.py).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tinyhtml5 import inputstream

if TYPE_CHECKING:
    from collections.abc import Iterable


def keep_patterns() -> None:
    """Let the parser find its patterns again, in every document from now on."""
    inputstream.characters_until_regex = _Patterns()


class _Patterns(dict[tuple["Iterable[str]", bool], re.Pattern[str]]):
    """What matches letters of a set, or letters that are not in it: by the set, and whether they are."""

    def __missing__(self, key: tuple[Iterable[str], bool]) -> re.Pattern[str]:
        letters, are_in_it = key
        named = "".join(f"\\x{ord(each):02x}" for each in letters)
        self[key] = re.compile(f"[{'' if are_in_it else '^'}{named}]+")
        return self[key]
