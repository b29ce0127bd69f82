"""Characters that may not stand in a catalogue: those nobody sees, and spaces that YAML takes for letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.content.characters import UNSEEN, described
from app.content.issues import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010ffff"
NO_CHARACTERS = "\ufdd0-\ufdef\ufffe\uffff"
LOST = "\ufffd"  # stands for a letter that some program could not read
# A no-break space, also a narrow one, and a thin one may be meant inside a text; these are not.
ODD_SPACES = "\u1680\u2000-\u2008\u200a\u2028\u2029\u205f\u3000"
FORBIDDEN = re.compile(rf"(?![\t\n\r])(?:[{PRIVATE}{NO_CHARACTERS}{LOST}{ODD_SPACES}]|{UNSEEN.pattern})")
ADVICE = {" ": "type an ordinary space in its place", LOST: "type the letter that was lost here"}

QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""")
COMMENT = re.compile(r"(?:^|(?<=\s))#.*")
# Beside what YAML reads as structure, a space must be an ordinary one; a Tab must be none anywhere.
WIDE = "[\u00a0\u2009\u202f]"
NO_SPACE = re.compile(rf"\t|(?:^|(?<=[-\s:,{{\[])){WIDE}|{WIDE}(?=[\s:\]}}]|$)")


def character_issues(text: str) -> Iterator[tuple[int, int, Issue]]:
    """Yield line and column, from 1, with the first such character of each line."""
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if found := FORBIDDEN.search(line):
            yield number, found.start() + 1, _forbidden(found[0])
        elif ("\t" in line or not line.isascii()) and (found := NO_SPACE.search(_without_texts(line))):
            yield number, found.start() + 1, _no_space(found[0])


def _forbidden(char: str) -> Issue:
    advice = ADVICE.get(" " if char.isspace() else char, "take the character out")
    return Issue((), f"the character {described(char)} may not stand here", advice)


def _no_space(char: str) -> Issue:
    if char == "\t":
        return Issue((), "a Tab may not stand here", "indent with spaces, not with the Tab key")
    return Issue((), f"the character {described(char)} is no space for YAML", ADVICE[" "])


def _without_texts(line: str) -> str:
    """Return a line with letters in the place of its quoted texts, and without its comment."""
    return COMMENT.sub("", QUOTED.sub(lambda text: "x" * len(text[0]), line))
