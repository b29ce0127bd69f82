from __future__ import annotations

from typing import TYPE_CHECKING

from app.content import readability
from app.review.changes import changes
from app.review.models import CatalogueVersion, Pack, QuestionReview, Uses, Wording
from app.review.people import review_person
from app.review.rules_in_words import lifts_in_words, rule_in_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from app.content import Catalogue, Question
    from app.content.questions import Voices
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
        questions=tuple(
            _review_question(catalogue, question, number, translate)
            for number, question in enumerate(questions, 1)
        ),
        people=tuple(review_person(catalogue, person) for person in catalogue.people),
        changes=changes(since.catalogue, catalogue, translate) if since else None,
        uses=_uses(catalogue, questions),
    )


def _by_topic(catalogue: Catalogue) -> list[Question]:
    """Gather the questions of each topic, wherever in the file they stand."""
    # Stable: inside a topic the order of the file stays.
    place = list(catalogue.topics).index
    return sorted(catalogue.questions, key=lambda question: place(question.topic))


def _review_question(
    catalogue: Catalogue, question: Question, number: int, translate: Translate
) -> QuestionReview:
    about = rule_in_words(catalogue, question.about, translate) if question.about else ("",)
    return QuestionReview(
        number=number,
        question=question,
        topic=catalogue.topics[question.topic],
        wordings=tuple(_wordings(question)),
        shown=rule_in_words(catalogue, question.when, translate),
        lifted=lifts_in_words(catalogue, question, translate),
        about=about[0],
        words=tuple(catalogue.word[name] for name in question.words),
        sources=tuple(catalogue.source[name] for name in question.sources),
    )


def _wordings(question: Question) -> Iterator[Wording]:
    fill_in = question.fill_in
    yield from _voices(question.ask, question.listen_for, fill_in.before if fill_in else (), after=False)
    if after := question.after_treatment:
        yield from _voices(after, after.listen_for, fill_in.after if fill_in else (), after=True)


def _voices(
    voices: Voices, listen_for: tuple[str, ...], fill_in: tuple[str, ...], *, after: bool
) -> Iterator[Wording]:
    if voices.patient:
        grade = readability.grade(voices.patient)
        yield Wording("patient", after, voices.patient, grade, listen_for, fill_in)
    grade = readability.grade(voices.caregiver)
    yield Wording("caregiver", after, voices.caregiver, grade, listen_for, fill_in)


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
    for title, named in titled:
        for name in named:
            sources.setdefault(name, []).append(title)
    return Uses(words=_without_repeats(words), sources=_without_repeats(sources))


def _without_repeats(found: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(dict.fromkeys(names)) for key, names in found.items()}
