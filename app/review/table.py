"""The pack as rows for a spreadsheet: one for each wording of each question."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content import Source
    from app.review.models import Asked, Pack, Wording
    from app.review.rules import Say

RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001  some programs run these too


def rows(pack: Pack, say: Say) -> Iterator[tuple[str, ...]]:
    """Yield the head and then one row for each wording; no field of a row can be run as a formula."""
    named = [_row(asked, wording, say) for asked in pack.questions for wording in asked.wordings]
    if named:
        yield tuple(map(harmless, named[0]))
    for row in named:
        yield tuple(map(harmless, row.values()))


def harmless(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(RUN) else text


def _row(asked: Asked, wording: Wording, say: Say) -> dict[str, str]:
    question = asked.question
    return {
        say("Number"): str(asked.number),
        say("Id"): question.id,
        say("Name"): question.name,
        say("Topic"): asked.topic,
        say("Priority"): str(question.priority),
        say("Sensitive"): say("yes") if question.sensitive else say("no"),
        say("Voice"): say("patient") if wording.voice == "patient" else say("caregiver"),
        say("Time"): say("after treatment") if wording.after else say("before treatment"),
        say("Wording"): wording.text,
        say("Reading grade"): str(wording.grade),
        say("Why it matters"): question.why,
        say("Listen for"): "\n".join(wording.listen_for),
        say("Lines for the answer"): "\n".join(wording.fill_in),
        say("Printed under the question"): asked.about,
        say("Shown to"): say("\nor to ").join(asked.shown),
        say("Moved up"): "\n".join(asked.lifted),
        say("Words explained"): "\n".join(f"{word.term}: {word.plain}" for word in asked.words),
        say("Sources"): "\n".join(source_in_words(source, say) for source in asked.sources),
        say("Fine? (yes or no)"): "",
        say("What to change"): "",
        say("Initials"): "",
    }


def source_in_words(source: Source, say: Say) -> str:
    """Return a source in one line: what, by whom, when, how it was checked, and where it stands."""
    published = ", ".join(filter(None, (source.publisher, str(source.year or ""))))
    seen = (
        say("read in the original")
        if source.certainty == "seen-primary"
        else say("seen through another source")
    )
    hidden = say("address not shown to patients") if source.address and not source.show_link else ""
    checked = say("checked on %(date)s", date=source.checked.isoformat())
    return "; ".join(
        filter(None, (f"{source.id}: {source.title}", published, checked, seen, source.address, hidden))
    )
