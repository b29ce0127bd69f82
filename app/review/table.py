"""The pack as rows for a spreadsheet: one for each voice of each wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.review.rules_in_words import moments_in_words
from app.review.sources import checked, hidden_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.content import Catalogue, Source
    from app.review.models import Asked, Pack, QuestionReview, WordingReview
    from app.review.rules_in_words import Translate

# A spreadsheet takes a text that begins like this for a formula and runs it.
FORMULA_PREFIXES = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001  some programs run these too


def rows(pack: Pack, translate: Translate) -> Iterator[tuple[str, ...]]:
    """Yield the head and then one row for each wording and voice; no field can be run as a formula."""
    named = [
        _row(pack.catalogue, review, wording, asked, translate)
        for review in pack.questions
        for wording in review.wordings
        for asked in wording.asked
    ]
    if named:
        yield tuple(map(harmless, named[0]))
    for row in named:
        yield tuple(map(harmless, row.values()))


def harmless(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_PREFIXES) else text


def _row(
    catalogue: Catalogue, review: QuestionReview, wording: WordingReview, asked: Asked, translate: Translate
) -> dict[str, str]:
    question = review.question
    sources = [each for each in review.sources if each.id in question.sources_of(wording.wording)]
    return {
        translate("Number"): str(review.number),
        translate("Id"): question.id,
        translate("Name"): question.name,
        translate("Topic"): review.topic,
        translate("Priority"): str(question.priority),
        translate("Sensitive"): translate("yes") if question.sensitive else translate("no"),
        translate("Wording number"): str(wording.number),
        translate("Voice"): translate("patient") if asked.voice == "patient" else translate("caregiver"),
        **_moments(catalogue, wording, translate),
        translate("Only if"): _either(wording.only_if, translate),
        translate("Wording"): asked.text,
        translate("Reading grade or ease"): "" if asked.figure is None else str(asked.figure),
        translate("Why it matters"): question.why_of(wording.wording),
        translate("Listen for"): "\n".join(asked.hints),
        translate("Lines for the answer"): "\n".join(wording.wording.fill_in),
        translate("More lines on a full list"): "\n".join(wording.wording.fill_in_full),
        translate("Printed under the question"): wording.about,
        translate("Shown to"): _either(review.shown, translate),
        translate("Moved up"): "\n".join(review.lifted),
        translate("Gives way to"): "\n".join(review.yields_to),
        translate("Not asked"): "\n".join(
            f"{', '.join(each.moments)}: {each.why}" for each in review.not_asked
        ),
        translate("Words explained"): "\n".join(f"{word.term}: {word.plain}" for word in review.words),
        translate("Sources"): "\n".join(source_in_words(source, translate) for source in sources),
        translate("Fine? (yes or no)"): "",
        translate("What to change"): "",
        translate("Initials"): "",
    }


def _either(conditions: Sequence[str], translate: Translate) -> str:
    """Return alternatives, one a line."""
    others = (translate("or %(condition)s", condition=each) for each in conditions[1:])
    return "\n".join((*conditions[:1], *others))


def _moments(catalogue: Catalogue, wording: WordingReview, translate: Translate) -> dict[str, str]:
    """Return a column for each moment: "yes", the stages of it, or nothing."""
    named = set(wording.wording.moments)
    return {
        translate("At: %(moment)s", moment=moments_in_words(catalogue, (moment,), translate)[0]): translate(
            "yes"
        )
        if moment in named or named.issuperset(stages)
        else ", ".join(moments_in_words(catalogue, (stage for stage in stages if stage in named)))
        for moment, stages in catalogue.moments.items()
    }


def source_in_words(source: Source, translate: Translate) -> str:
    """Return a source in one line: its citation, how it was checked, and where it stands."""
    parts = (checked(source, translate), source.address, hidden_address(source, translate))
    return " ".join(filter(None, (f"{source.id}: {source.citation}", *parts)))
