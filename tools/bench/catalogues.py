"""Other catalogues, made of ours: without translations, and with several times as many questions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.settings import QUESTIONS

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = re.compile(r"^languages:\n(?:[ #].*\n|\n)*", re.MULTILINE)
LIST = re.compile(r"(?<=^questions:\n).*?(?=^\w)", re.MULTILINE | re.DOTALL)
QUESTION = re.compile(r"^  - id: .*?(?=^  - id: |\Z)", re.MULTILINE | re.DOTALL)
CORE = re.compile(r"^    topic: core$", re.MULTILINE)
ID = re.compile(r"^(  - id: \S+)")
LAST_LETTER = re.compile(r'^( {10,}\w+: ".*)\S(?=\?"$)', re.MULTILINE)


def one_language(folder: Path, times: int = 1) -> Path:
    """Write our catalogue without translations, with each question but the core `times` times.

    The others have an id and texts of their own: their last letter is a number. Nothing names them elsewhere,
    so they join lists by their own rules and scores alone.
    """
    text = LANGUAGES.sub("", QUESTIONS.read_text(encoding="utf-8"))
    more = "".join(
        _other(each, number)
        for number in range(2, times + 1)
        for each in QUESTION.findall(LIST.search(text)[0])  # type: ignore[index]  # every catalogue has them
        if not CORE.search(each)
    )
    path = folder / f"questions-{times}.yaml"
    path.write_text(LIST.sub(lambda found: found[0] + more, text, count=1), encoding="utf-8")
    return path


def _other(question: str, number: int) -> str:
    return LAST_LETTER.sub(rf"\g<1>{number}", ID.sub(rf"\1-{number}", question))
