from __future__ import annotations

from typing import TYPE_CHECKING

from app.content import readability as reading
from app.review.changes import changes
from app.review.models import Asked, Edition, Pack, Wording
from app.review.people import worked
from app.review.rules import clause_in_words, lifts_in_words, rule_in_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from app.content import Catalogue, Question, When
    from app.content.questions import Voices
    from app.review.rules import Say


def build(edition: Edition, today: dt.date, say: Say, since: Edition | None = None) -> Pack:
    """Make the pack of one version. Pure: today's date and the reader's language come in."""
    catalogue = edition.catalogue
    questions = _by_topic(catalogue)
    return Pack(
        edition=edition,
        since=since,
        today=today,
        questions=tuple(
            _asked(catalogue, question, number, say) for number, question in enumerate(questions, 1)
        ),
        people=tuple(worked(catalogue, person) for person in catalogue.people),
        changes=changes(since.catalogue, catalogue, say) if since else None,
        rules={
            name: rule_in_words(catalogue, when, say, silence=not name.startswith("suggest"))
            for name, when in _rules(catalogue)
        },
        used_by=_used_by(catalogue, questions),
    )


def _by_topic(catalogue: Catalogue) -> list[Question]:
    """Gather the questions of each topic, wherever in the file they stand."""
    place = list(catalogue.topics).index
    return sorted(catalogue.questions, key=lambda question: place(question.topic))


def _asked(catalogue: Catalogue, question: Question, number: int, say: Say) -> Asked:
    return Asked(
        number=number,
        question=question,
        topic=catalogue.topics[question.topic],
        wordings=tuple(_wordings(question)),
        shown=rule_in_words(catalogue, question.when, say),
        lifted=lifts_in_words(catalogue, question, say),
        about=clause_in_words(catalogue, question.about, say, silence=False) if question.about else "",
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
        grade = reading.grade(voices.patient)
        yield Wording("patient", after, voices.patient, grade, listen_for, fill_in)
    yield Wording("caregiver", after, voices.caregiver, reading.grade(voices.caregiver), listen_for, fill_in)


def _rules(catalogue: Catalogue) -> Iterator[tuple[str, When]]:
    """Every rule but those of the questions, by a name that the paper asks for."""
    yield "after_treatment", catalogue.after_treatment.when
    for step in catalogue.steps:
        yield f"step {step.id}", step.when
    for name, box in catalogue.boxes:
        yield f"box {name}", box.when
    for part_id, part in catalogue.parts.items():
        yield f"part {part_id}", part.default
        yield f"suggest {part_id}", part.suggest
    for place in catalogue.ranking.kept_places:
        yield f"kept {place.question}", place.when


def _used_by(catalogue: Catalogue, questions: Sequence[Question]) -> dict[str, tuple[str, ...]]:
    """Return, by `word id` and `source id`, where each is named: numbers of questions, titles of the rest."""
    found: dict[str, list[str]] = {}
    for number, question in enumerate(questions, 1):
        for name in question.words:
            found.setdefault(f"word {name}", []).append(str(number))
        for name in question.sources:
            found.setdefault(f"source {name}", []).append(str(number))
    others = [(box.title, box.sources) for _, box in catalogue.boxes]
    others += [(part.title, part.sources) for part in catalogue.parts.values()]
    for title, sources in (*others, (catalogue.warning_card.title, catalogue.warning_card.sources)):
        for name in sources:
            found.setdefault(f"source {name}", []).append(title)
    return {key: tuple(dict.fromkeys(names)) for key, names in found.items()}
