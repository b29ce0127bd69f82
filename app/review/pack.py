from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.review.changes import changes
from app.review.matrix import cell, stages_in_order
from app.review.models import CatalogueVersion, NotAsked, Pack, QuestionReview, Uses
from app.review.people import review_person
from app.review.rules_in_words import lifts_in_words, moments_in_words, rule_in_words
from app.review.wordings import review_wordings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from app.content import Catalogue, Question, Voice
    from app.review.matrix import Cell
    from app.review.rules_in_words import Translate


def build_pack(
    version: CatalogueVersion, today: dt.date, translate: Translate, since: CatalogueVersion | None = None
) -> Pack:
    """Make the pack of one version. Pure: today's date and the reader's language come in."""
    catalogue = version.catalogue
    questions = _by_topic(catalogue)
    return Pack(
        version=version,
        since=since,
        today=today,
        questions=tuple(_review_question(catalogue, questions, place, translate) for place in questions),
        people=tuple(review_person(catalogue, person) for person in catalogue.people),
        changes=changes(since.catalogue, catalogue, translate) if since else None,
        uses=_uses(catalogue, tuple(questions.values())),
    )


def _by_topic(catalogue: Catalogue) -> dict[int, Question]:
    """Number the questions as the pack has them: by topic, wherever in the file they stand."""
    # Stable: inside a topic the order of the file stays.
    place = list(catalogue.topics).index
    return dict(enumerate(sorted(catalogue.questions, key=lambda question: place(question.topic)), 1))


def _review_question(
    catalogue: Catalogue, questions: dict[int, Question], number: int, translate: Translate
) -> QuestionReview:
    question = questions[number]
    return QuestionReview(
        number=number,
        question=question,
        topic=catalogue.topics[question.topic],
        shown=rule_in_words(catalogue, question.when, translate),
        lifted=lifts_in_words(catalogue, question, translate),
        yields_to=tuple(
            f"{place}. {other.name}" for place, other in questions.items() if other.id in question.yields_to
        ),
        wordings=tuple(review_wordings(catalogue, question, translate)),
        not_asked=tuple(_not_asked(catalogue, question, translate)),
        cells=tuple(_cells(catalogue, question)),
        words=tuple(catalogue.word[name] for name in question.words),
        sources=tuple(catalogue.source[name] for name in question.sources),
    )


def _not_asked(catalogue: Catalogue, question: Question, translate: Translate) -> Iterator[NotAsked]:
    """Yield each reason once, with all its moments."""
    for why in dict.fromkeys(question.not_asked.values()):
        names = [name for name, reason in question.not_asked.items() if reason == why]
        yield NotAsked(moments_in_words(catalogue, names, translate), _with_names(catalogue, why))


def _with_names(catalogue: Catalogue, text: str) -> str:
    """Put the names of questions for their ids in backquotes."""

    def name(match: re.Match[str]) -> str:
        question = catalogue.question.get(match[1])
        return f"“{question.name}”" if question else match[0]

    return re.sub(r"`([\w-]+)`", name, text)


def _cells(catalogue: Catalogue, question: Question) -> Iterator[tuple[Voice, Cell]]:
    """Yield the cells for patients, and those for caregivers where a patient can never get the question."""
    for stage in stages_in_order(catalogue):
        mine = cell(catalogue, question, stage, "patient")
        theirs = cell(catalogue, question, stage, "caregiver")
        yield ("caregiver", theirs) if mine.kind == "never" else ("patient", mine)


def _uses(catalogue: Catalogue, questions: Sequence[Question]) -> Uses:
    """Return where each word and source is named: numbers of questions, titles of boxes and parts."""
    words: dict[str, list[str]] = {}
    sources: dict[str, list[str]] = {}
    for number, question in enumerate(questions, 1):
        for name in question.words:
            words.setdefault(name, []).append(str(number))
        for name in question.sources:
            sources.setdefault(name, []).append(str(number))
    titled = [(box.title, box.sources) for _, box in catalogue.boxes]
    titled += [(part.title, part.sources) for part in catalogue.parts.values()]
    titled.append((catalogue.warning_card.title, catalogue.warning_card.sources))
    titled += [(entry.title, entry.sources) for entry in catalogue.not_covered]
    for title, named in titled:
        for name in named:
            sources.setdefault(name, []).append(title)
    return Uses(words=_without_repeats(words), sources=_without_repeats(sources))


def _without_repeats(found: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(dict.fromkeys(names)) for key, names in found.items()}
