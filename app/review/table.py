"""The pack as rows for a spreadsheet: one for each wording of each question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.review.sources import checked, hidden_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content import Source
    from app.review.models import Pack, QuestionReview, Wording
    from app.review.rules_in_words import Translate

# A spreadsheet takes a text that begins like this for a formula and runs it.
FORMULA_PREFIXES = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001  some programs run these too


def rows(pack: Pack, translate: Translate) -> Iterator[tuple[str, ...]]:
    """Yield the head and then one row for each wording; no field of a row can be run as a formula."""
    named = [_row(review, wording, translate) for review in pack.questions for wording in review.wordings]
    if named:
        yield tuple(map(harmless, named[0]))
    for row in named:
        yield tuple(map(harmless, row.values()))


def harmless(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_PREFIXES) else text


def _row(review: QuestionReview, wording: Wording, translate: Translate) -> dict[str, str]:
    question = review.question
    return {
        translate("Number"): str(review.number),
        translate("Id"): question.id,
        translate("Name"): question.name,
        translate("Topic"): review.topic,
        translate("Priority"): str(question.priority),
        translate("Sensitive"): translate("yes") if question.sensitive else translate("no"),
        translate("Voice"): translate("patient") if wording.voice == "patient" else translate("caregiver"),
        translate("Time"): translate("after treatment") if wording.after else translate("before treatment"),
        translate("Wording"): wording.text,
        translate("Reading grade"): str(wording.grade),
        translate("Why it matters"): question.why,
        translate("Listen for"): "\n".join(wording.listen_for),
        translate("Lines for the answer"): "\n".join(wording.fill_in),
        translate("Printed under the question"): review.about,
        translate("Shown to"): translate("\nor to ").join(review.shown),
        translate("Moved up"): "\n".join(review.lifted),
        translate("Words explained"): "\n".join(f"{word.term}: {word.plain}" for word in review.words),
        translate("Sources"): "\n".join(source_in_words(source, translate) for source in review.sources),
        translate("Fine? (yes or no)"): "",
        translate("What to change"): "",
        translate("Initials"): "",
    }


def source_in_words(source: Source, translate: Translate) -> str:
    """Return a source in one line: its citation, how it was checked, and where it stands."""
    parts = (checked(source, translate), source.address, hidden_address(source, translate))
    return " ".join(filter(None, (f"{source.id}: {source.citation}", *parts)))
