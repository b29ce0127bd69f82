from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.issues import Issue
from app.content.voices import VOICES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.issues import KeyPath
    from app.content.models import Catalogue

# Letters. Two lines of a question, one of the top three, one at the head, one with four
# pictures of what to do, a line and a half of the legend, one of the foot in giant print.
MAX_ASK, MAX_NAME, MAX_HEAD, MAX_TIPS, MAX_LEGEND, MAX_NOTICE = 125, 40, 80, 70, 120, 60
MAX_WORDS_OF_MEANING = 12  # one line of "Words on this sheet"
MAX_WORDS_OF_ABOUT = 60


def length_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """Texts that take more room on the paper than there is."""
    for path, text, most in _texts(catalogue):
        if len(text) > most:
            yield Issue(path, f"{len(text)} letters; {most} fit on the paper", "say it in fewer")
    for index, word in enumerate(catalogue.words):
        if len(word.on_paper.split()) > MAX_WORDS_OF_MEANING:
            message = f"more than {MAX_WORDS_OF_MEANING} words for the paper"
            yield Issue(("words", index), message, "write a `brief` beside `plain`")
    if len(catalogue.paper.about.split()) > MAX_WORDS_OF_ABOUT:
        yield Issue(("paper", "about"), f"more than {MAX_WORDS_OF_ABOUT} words", "say less")


def _texts(catalogue: Catalogue) -> Iterator[tuple[KeyPath, str, int]]:
    for index, question in enumerate(catalogue.questions):
        yield ("questions", index, "name"), question.name, MAX_NAME
        for place, wording in enumerate(question.wordings):
            for voice in VOICES:
                at: KeyPath = ("questions", index, "wordings", place, "ask", voice)
                yield at, wording.ask.of(voice) or "", MAX_ASK
    paper = catalogue.paper
    yield ("paper", "notice"), paper.notice, MAX_NOTICE
    yield ("paper", "purpose"), paper.purpose, MAX_HEAD
    yield ("paper", "legend"), f"{paper.legend} {paper.hints}".strip(), MAX_LEGEND
    for voice in VOICES:
        yield ("paper", "to_the_doctor"), paper.to_the_doctor.of(voice), MAX_HEAD
        yield ("paper", "tips"), "".join(paper.tips.of(voice).values()), MAX_TIPS
