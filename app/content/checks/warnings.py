"""What an editor should look at, though the catalogue may be served: old facts, hard words, idle options."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.content.checks.glossary import mentioned
from app.content.checks.references import places_with_clauses
from app.content.checks.structure import NEEDED
from app.content.form import DOUBTS
from app.content.issues import Finding
from app.content.readability import grade, length, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.issues import Path
    from app.content.models import Catalogue
    from app.content.questions import Question

FACTS_LAST, REVIEW_LASTS = dt.timedelta(days=183), dt.timedelta(days=365)
HARDEST_QUESTION, HARDEST_REASON = 8, 9  # years of school
LONGEST_SENTENCE = 20  # words


def warnings(catalogue: Catalogue, today: dt.date) -> Iterator[Finding]:
    """Yield what has become old by today, what is hard to read, unexplained, or does nothing."""
    yield from _old(catalogue, today)
    for index, question in enumerate(catalogue.questions):
        for path, text, hardest in _read_aloud(("questions", index), question):
            yield from _hard(path, text, hardest)
        for word in sorted(mentioned(catalogue, question) - set(question.words)):
            message = f"the word '{catalogue.word[word].term}' is used and not explained"
            yield Finding(("questions", index, "words"), message, f"add {word} to its `words`")
    yield from _idle(catalogue)


def _old(catalogue: Catalogue, today: dt.date) -> Iterator[Finding]:
    checked = catalogue.review.facts_checked
    if today - checked > FACTS_LAST:
        yield Finding(("review", "facts_checked"), f"the facts were last checked on {checked}", "check them")
    for index, source in enumerate(catalogue.sources):
        if today - source.checked > FACTS_LAST:
            message = f"the source '{source.id}' was last checked on {source.checked}"
            yield Finding(("sources", index, "checked"), message, "open it again, then put in the new date")
    signed = max((reviewer.date for reviewer in catalogue.review.reviewed_by), default=None)
    if signed is None:
        message, do = "no clinician has reviewed this", "make a review pack: flask catalogue review"
        yield Finding(("review", "reviewed_by"), message, do)
    elif today - signed > REVIEW_LASTS:
        yield Finding(("review", "reviewed_by"), f"the last review was on {signed}", "ask for a new one")


def _read_aloud(at: Path, question: Question) -> Iterator[tuple[Path, str, int]]:
    """Yield every text of a question that is whole sentences, with the grade it may have."""
    for key, voices in (("ask", question.ask), ("after_treatment", question.after_treatment)):
        if voices:
            texts = {"patient": voices.patient, "caregiver": voices.caregiver}
            yield from (((*at, key, voice), text, HARDEST_QUESTION) for voice, text in texts.items() if text)
    yield (*at, "why"), question.why, HARDEST_REASON


def _hard(path: Path, text: str, hardest: int) -> Iterator[Finding]:
    years = grade(text)
    if years > hardest:
        yield Finding(path, f"needs {years} years of school (aim: {hardest})", "use shorter words")
    for sentence in sentences(text):
        if length(sentence) > LONGEST_SENTENCE:
            message = f"a sentence of {length(sentence)} words (aim: {LONGEST_SENTENCE})"
            yield Finding(path, message, f"make two of “{sentence[:30].strip()} ...”")


def _idle(catalogue: Catalogue) -> Iterator[Finding]:
    """Options that are in no rule and not printed, unless they say "I'm not sure" or are meant to be idle."""
    used = _used(catalogue)
    shown = {*catalogue.situation, *NEEDED}
    for step_index, step in enumerate(catalogue.steps):
        for index, field in enumerate(step.fields):
            at: Path = ("steps", step_index, "fields", index)
            meant = DOUBTS | {field.if_empty, *field.exclusive, *field.idle}
            for option in field.options:
                if option not in meant and field.id not in shown and (field.id, option) not in used:
                    message = f"the option '{option}' of {field.id} changes nothing"
                    yield Finding((*at, "options", option), message, "put it in a rule, or in `idle`")
            for option in field.idle:
                if (field.id, option) in used:
                    message = f"the option '{option}' of {field.id} is in a rule"
                    yield Finding((*at, "idle"), message, "take it out of `idle`")


def _used(catalogue: Catalogue) -> set[tuple[str, str]]:
    """Return field and option of everything that a rule names; what worked people say is no rule."""
    return {
        (name, option)
        for path, clauses in places_with_clauses(catalogue)
        for clause in clauses
        for name, options in clause.items()
        for option in options
        if path[0] != "people"
    }
