from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.content.form import (
    LIMITED_LENGTHS,
    OPTIONAL_OPTIONS,
    REQUIRED_FIELDS,
    STAGE,
    TAKEN_BEGINNINGS,
    TAKEN_IDS,
)
from app.content.issues import Issue
from app.content.models import ALSO_ASK, CORE_TOPIC, FIRST_OF_ALL, OWN_TOPIC, STILL_OPEN
from app.content.types import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.form import Field
    from app.content.issues import KeyPath
    from app.content.models import Catalogue
    from app.content.questions import Question

MISSING_ADVICE = "copy it from questions.yaml"
OWN_ID = re.compile(rf"{OWN_TOPIC}-\d+")


def structure_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """What the program needs to find in the file, and entries that contradict themselves."""
    yield from _missing(catalogue)
    yield from _headings(catalogue)
    if catalogue.language in catalogue.languages:
        message = "this is the language of the file itself"
        yield Issue(
            ("languages", catalogue.language), message, "name only the languages it is translated into"
        )
    yield from _card_issues(catalogue)
    yield from _people_issues(catalogue)
    for step_index, step in enumerate(catalogue.steps):
        for index, field in enumerate(step.fields):
            yield from _field_issues(("steps", step_index, "fields", index), field)
    for index, question in enumerate(catalogue.questions):
        yield from _question_issues(("questions", index), question)
        yield from _chains(("questions", index, "yields_to"), catalogue, question)


def _missing(catalogue: Catalogue) -> Iterator[Issue]:
    for name, options in REQUIRED_FIELDS.items():
        field = catalogue.field.get(name)
        if field is None:
            yield Issue(("steps",), f"the form needs a field '{name}'", MISSING_ADVICE)
        elif field.choose != "one" or field.if_empty is None or not _has(field, options):
            need = ", ".join(sorted(options))
            message = f"the field '{name}' must choose one of {need}, with an if_empty"
            yield Issue(("steps",), message, MISSING_ADVICE)
    for length in LIMITED_LENGTHS:
        if length not in catalogue.ranking.lengths:
            yield Issue(("ranking", "lengths"), f"the length '{length}' is missing", MISSING_ADVICE)
    if not catalogue.core:
        message = f"no question has the topic '{CORE_TOPIC}'"
        yield Issue(("questions",), message, "give it to those that are for everyone")


def _headings(catalogue: Catalogue) -> Iterator[Issue]:
    if OWN_TOPIC in catalogue.topics:
        message = f"the topic '{OWN_TOPIC}' is that of the questions that people write"
        yield Issue(("topics", OWN_TOPIC), message, "give it another id")
    for heading in catalogue.topics.keys() & {STILL_OPEN, FIRST_OF_ALL, ALSO_ASK}:
        message = f"'{heading}' is a heading of the program's own, and no topic"
        yield Issue(("topics", heading), message, "give the topic another id")
    if catalogue.ranking.first_of_all and not catalogue.texts.first_of_all:
        message = "the questions of `ranking.first_of_all` have no heading"
        yield Issue(("texts",), message, "write it in `texts.first_of_all`")


def _card_issues(catalogue: Catalogue) -> Iterator[Issue]:
    versions = catalogue.warning_card.versions
    if not versions[-1].when.is_for_everyone:
        at: KeyPath = ("warning_card", "versions", len(versions) - 1, "when")
        yield Issue(at, "the last version of the card is for everyone", "write `when: always`")


def _has(field: Field, options: tuple[str, ...]) -> bool:
    return field.options.keys() - OPTIONAL_OPTIONS.get(field.id, frozenset()) == set(options)


def _field_issues(at: KeyPath, field: Field) -> Iterator[Issue]:
    if field.id in TAKEN_IDS or field.id.startswith(TAKEN_BEGINNINGS):
        message = f"'{field.id}' is a name of the program's own, and no field"
        yield Issue((*at, "id"), message, "give the field another id")
    # The page puts "or" before the first of them.
    last = tuple(field.options)[len(field.options) - len(field.exclusive) :]
    if set(last) != set(field.exclusive) & set(field.options):
        yield Issue((*at, "exclusive"), "options that stand alone must come last", "move them to the end")
    if field.choose == "one" and (field.exclusive or field.at_most):
        message = "exclusive and at_most are for fields that choose many"
        yield Issue((*at, "choose"), message, "take them out, or write `choose: many`")
    # Only a field of the catalogue may be implied, such as an age: the program asks people itself how long
    # the list is to be, in whose voice it speaks and when it is for.
    for name, option in field.options.items():
        for target in sorted(option.implies.keys() & {field.id, *REQUIRED_FIELDS, STAGE}):
            message = f"'{target}' cannot be implied here"
            advice = "name another field than its own, and none that the program acts on"
            yield Issue((*at, "options", name, "implies", target), message, advice)


def _question_issues(at: KeyPath, question: Question) -> Iterator[Issue]:
    if OWN_ID.fullmatch(question.id):
        message = f"ids such as '{question.id}' are those of the questions that people write"
        yield Issue((*at, "id"), message, "give it another id")
    if question.topic == CORE_TOPIC and (not question.when.is_for_everyone or question.sensitive):
        message = "a core question is for everyone: `when: always`, and never sensitive"
        yield Issue((*at, "topic"), message, "give it another topic, or take its rule away")
    if bool(question.sources) == question.common_sense:
        message = "needs either sources, or `common_sense: true`"
        yield Issue((*at, "id"), message, "it is common sense if `why` says only what everyone knows")
    if question.id in question.yields_to:
        yield Issue((*at, "yields_to"), "a question cannot yield to itself", "take it out")
    for clause in question.lift.clauses:
        if len(fields_of(clause)) != 1:
            message = "a line of `lift` names one field, since each field has its own weight"
            yield Issue((*at, "lift"), message, "give each field a line of its own")


def _chains(at: KeyPath, catalogue: Catalogue, question: Question) -> Iterator[Issue]:
    """One that yields to another that yields as well would be left out for a question that is not there."""
    for place, name in enumerate(question.yields_to):
        other = catalogue.question.get(name)
        if other and name != question.id and other.yields_to:
            message = f"'{name}' yields itself"
            yield Issue((*at, place), message, "name the question that stays on the list")


def _people_issues(catalogue: Catalogue) -> Iterator[Issue]:
    for index, person in enumerate(catalogue.people):
        for name, options in person.answers.items():
            field = catalogue.field.get(name)
            known = {option for option in options if field and option in field.options}
            if field and set(field.valid(options)) != known:
                message, advice = f"nobody can answer '{name}' like this", "see how many options it takes"
                yield Issue(("people", index, "answers", name), message, advice)
