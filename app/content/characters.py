"""Characters as people see them: those that nobody sees, those that belong together, and their names."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTROLS = r"\x00-\x1f\x7f-\x9f"  # category Cc
SURROGATES = "\ud800-\udfff"  # category Cs
# The property Default_Ignorable_Code_Point of Unicode: zero-width and bidi characters, soft hyphen, variation
# selectors, fillers, tags. It covers what later versions may assign, so the list stays as it is.
IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Marks of annotations, and the place of a picture or sound that did not come along, as dictation leaves it.
LEFT_BEHIND = "\ufff9-\ufffc"
# After a virama of Devanagari, a joiner chooses how two letters are joined: it changes what is seen.
JOINERS = "(?<![\u0915-\u0939\u0958-\u095f]\u094d)(?<![\u0915-\u0939]\u093c\u094d)[\u200c\u200d]"
UNSEEN = re.compile(f"(?![\u200c\u200d])[{CONTROLS}{SURROGATES}{IGNORABLE}{LEFT_BEHIND}]|{JOINERS}")
# What makes one picture of several characters: the joiner, selectors and the tags of flags.
PICTURE_PARTS = "[\u200d\ufe0e\ufe0f\U000e0020-\U000e007f]"
UNSEEN_OUTSIDE_PICTURES = re.compile(f"(?!{PICTURE_PARTS})(?:{UNSEEN.pattern})")

ZERO_WIDTH_JOINER = "\u200d"
SKIN_TONES = ("\U0001f3fb", "\U0001f3ff")
FLAG_LETTERS = ("\U0001f1e6", "\U0001f1ff")  # two of them are one flag
BLANKS = frozenset("\u2800\U0001d159")  # drawn as nothing, which none of their properties says
DRAWN = ("L", "N", "P", "S")  # first letters of the categories that are drawn by themselves
KINDS = {"Cc": "a control character", "Co": "for private use", "Cn": "no character"}


def seen_characters(text: str) -> Iterator[str]:
    """Yield each character as it is seen: a letter with its marks, a picture with all that it is made of."""
    seen = ""
    for char in text:
        if seen and not _belongs_to(char, seen):
            yield seen
            seen = ""
        seen += char
    if seen:
        yield seen


def is_drawn(seen: str) -> bool:
    """Whether a character of `seen_characters` shows: private use, unassigned and blank ones may be a gap."""
    return seen[0] not in BLANKS and unicodedata.category(seen[0]).startswith(DRAWN)


def code_of(char: str) -> str:
    """Return the code of a character, such as "U+E000"."""
    return f"U+{ord(char):04X}"


def described(char: str) -> str:
    """Return the code of a character with its name, such as "U+200B (ZERO WIDTH SPACE)"."""
    name = unicodedata.name(char, "") or KINDS.get(unicodedata.category(char), "without a name")
    return f"{code_of(char)} ({name})"


def _belongs_to(char: str, before: str) -> bool:
    is_flag = len(before) == 1 and _is_in(FLAG_LETTERS, before) and _is_in(FLAG_LETTERS, char)
    is_added = unicodedata.category(char) in {"Mn", "Mc", "Me", "Cf"} or _is_in(SKIN_TONES, char)
    return is_flag or is_added or before.endswith(ZERO_WIDTH_JOINER)


def _is_in(ends: tuple[str, str], char: str) -> bool:
    return ends[0] <= char <= ends[1]
