from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.content.form import REQUIRED_FIELDS
from app.content.issues import Issue
from app.content.models import CORE_TOPIC, OWN_TOPIC
from app.content.notices import LIMITED_LENGTHS

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
    yield from _people_issues(catalogue)
    for step_index, step in enumerate(catalogue.steps):
        for index, field in enumerate(step.fields):
            yield from _field_issues(("steps", step_index, "fields", index), field)
    for index, question in enumerate(catalogue.questions):
        yield from _question_issues(("questions", index), question)


def _missing(catalogue: Catalogue) -> Iterator[Issue]:
    for name, options in REQUIRED_FIELDS.items():
        field = catalogue.field.get(name)
        if field is None:
            yield Issue(("steps",), f"the form needs a field '{name}'", MISSING_ADVICE)
        elif field.choose != "one" or field.if_empty is None or set(field.options) != set(options):
            need = ", ".join(sorted(options))
            message = f"the field '{name}' must choose one of {need}, with an if_empty"
            yield Issue(("steps",), message, MISSING_ADVICE)
    for length in LIMITED_LENGTHS:
        if length not in catalogue.ranking.lengths:
            yield Issue(("ranking", "lengths"), f"the length '{length}' is missing", MISSING_ADVICE)
    if OWN_TOPIC in catalogue.topics:
        message = f"the topic '{OWN_TOPIC}' is that of the questions that people write"
        yield Issue(("topics", OWN_TOPIC), message, "give it another id")
    if not catalogue.core:
        message = f"no question has the topic '{CORE_TOPIC}'"
        yield Issue(("questions",), message, "give it to those that are for everyone")


def _field_issues(at: KeyPath, field: Field) -> Iterator[Issue]:
    # The page puts "or" before the first of them.
    last = tuple(field.options)[len(field.options) - len(field.exclusive) :]
    if set(last) != set(field.exclusive) & set(field.options):
        yield Issue((*at, "exclusive"), "options that stand alone must come last", "move them to the end")
    if field.choose == "one" and (field.exclusive or field.at_most):
        message = "exclusive and at_most are for fields that choose many"
        yield Issue((*at, "choose"), message, "take them out, or write `choose: many`")


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
    for clause in question.lift.clauses:
        if len(clause) != 1:
            message = "a line of `lift` names one field, since each field has its own weight"
            yield Issue((*at, "lift"), message, "give each field a line of its own")


def _people_issues(catalogue: Catalogue) -> Iterator[Issue]:
    for index, person in enumerate(catalogue.people):
        for name, options in person.answers.items():
            field = catalogue.field.get(name)
            known = {option for option in options if field and option in field.options}
            if field and set(field.valid(options)) != known:
                message, advice = f"nobody can answer '{name}' like this", "see how many options it takes"
                yield Issue(("people", index, "answers", name), message, advice)
