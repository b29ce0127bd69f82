from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.rule_places import kept_places_of, rules_of
from app.content.types import AT_LEAST_TWO
from app.content.unknown_names import unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from app.content.form import Field
    from app.content.issues import Issue, KeyPath
    from app.content.models import Catalogue
    from app.content.types import Clause


def reference_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """Names that refer to nothing."""
    for place in rules_of(catalogue):
        for at, clause in place.clauses():
            yield from _clause_issues(catalogue, at, clause)
    for index, person in enumerate(catalogue.people):
        yield from _answer_issues(catalogue, ("people", index, "answers"), person.answers)
    for step_index, step in enumerate(catalogue.steps):
        for index, field in enumerate(step.fields):
            yield from _option_issues(catalogue, ("steps", step_index, "fields", index), field)
    for path, names, known, kind in named_things(catalogue):
        for index, name in enumerate(names):
            if name not in known:
                yield unknown((*path, index), kind, name, known)
    yield from _single_names(catalogue)


def named_things(
    catalogue: Catalogue,
) -> Iterator[tuple[KeyPath, tuple[str, ...], Collection[str], str]]:
    """Yield every list of names of words, sources and fields: path, names, what there is, kind."""
    for index, question in enumerate(catalogue.questions):
        at: KeyPath = ("questions", index)
        yield (*at, "words"), question.words, catalogue.word, "word"
        yield (*at, "sources"), question.sources, catalogue.source, "source"
        yield (*at, "yields_to"), question.yields_to, catalogue.question, "question"
    for name, box in catalogue.boxes:
        yield ("boxes", name, "sources"), box.sources, catalogue.source, "source"
    yield ("warning_card", "sources"), catalogue.warning_card.sources, catalogue.source, "source"
    for part_id, part in catalogue.parts.items():
        yield ("parts", part_id, "sources"), part.sources, catalogue.source, "source"
    yield ("paper", "words"), catalogue.paper.words, catalogue.word, "word"
    yield ("paper", "tips", "sources"), catalogue.paper.tips.sources, catalogue.source, "source"
    for index, step in enumerate(catalogue.time_line.steps if catalogue.time_line else ()):
        yield ("time_line", "steps", index, "sources"), step.sources, catalogue.source, "source"
        yield ("time_line", "steps", index, "here"), step.here, catalogue.moment_of, "stage"
    for index, entry in enumerate(catalogue.not_covered):
        yield ("not_covered", index, "sources"), entry.sources, catalogue.source, "source"
    yield ("situation",), catalogue.situation, catalogue.field, "field"
    yield ("situation_if_room",), catalogue.situation_if_room, catalogue.situation, "field of `situation`"


def _single_names(catalogue: Catalogue) -> Iterator[Issue]:
    for index, question in enumerate(catalogue.questions):
        if question.topic not in catalogue.topics:
            yield unknown(("questions", index, "topic"), "topic", question.topic, catalogue.topics)
    for path, place in kept_places_of(catalogue):
        if place.question not in catalogue.question:
            yield unknown((*path, "question"), "question", place.question, catalogue.question)
    yield from _names_on_paper(catalogue)
    for part_id, part in catalogue.parts.items():
        if part.columns is not None and part.columns not in catalogue.field:
            yield unknown(("parts", part_id, "columns"), "field", part.columns, catalogue.field)


def _names_on_paper(catalogue: Catalogue) -> Iterator[Issue]:
    for index, word in enumerate(catalogue.words):
        if word.group is not None and word.group not in catalogue.word_groups:
            yield unknown(("words", index, "group"), "word group", word.group, catalogue.word_groups)
    for index, row in enumerate(catalogue.comparison.rows if catalogue.comparison else ()):
        if row.question not in catalogue.question:
            at: KeyPath = ("comparison", "rows", index, "question")
            yield unknown(at, "question", row.question, catalogue.question)


def _option_issues(catalogue: Catalogue, at: KeyPath, field: Field) -> Iterator[Issue]:
    named: Iterable[tuple[str, tuple[str, ...]]] = (
        ("if_empty", (field.if_empty,) if field.if_empty else ()),
        ("exclusive", field.exclusive),
    )
    for key, options in named:
        for option in options:
            if option not in field.options:
                yield unknown((*at, key), "option", option, field.options, f" of {field.id}")
    for name, entry in field.options.items():
        here = (*at, "options", name)
        for place, question in enumerate(entry.answered_by):
            if question not in catalogue.question:
                yield unknown((*here, "answered_by", place), "question", question, catalogue.question)
        implied = {target: (option,) for target, option in entry.implies.items()}
        yield from _answer_issues(catalogue, (*here, "implies"), implied)


def _clause_issues(catalogue: Catalogue, at: KeyPath, clause: Clause) -> Iterator[Issue]:
    many = [field.id for field in catalogue.field.values() if field.choose == "many"]
    for place, field in enumerate(clause.get(AT_LEAST_TWO, ())):
        if field not in many:
            yield unknown((*at, AT_LEAST_TWO, place), "field that chooses many", field, many)
    named = {name: options for name, options in clause.items() if name != AT_LEAST_TWO}
    yield from _answer_issues(catalogue, at, named)


def _answer_issues(
    catalogue: Catalogue, at: KeyPath, answers: Mapping[str, tuple[str, ...]]
) -> Iterator[Issue]:
    for name, options in answers.items():
        if name not in catalogue.field:
            yield unknown((*at, name), "field", name, catalogue.field)
            # Its options cannot be checked against a field that does not exist.
            continue
        known = catalogue.field[name].options
        for place, option in enumerate(options):
            if option not in known:
                yield unknown((*at, name, place), "option", option, known, f" of {name}")
