from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, get_args

from app.content.checks.references import unknown
from app.content.issues import Finding
from app.content.types import PartId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.form import Field
    from app.content.issues import Path
    from app.content.models import Catalogue
    from app.content.questions import Question

COPY = "copy it from questions.yaml"
# The form must ask these, because the program itself acts on their options.
NEEDED = {
    "role": {"patient", "caregiver"},
    "length": {"short", "medium", "full"},
    "show_sensitive": {"yes", "ask_me", "no"},
}


def structure_faults(catalogue: Catalogue) -> Iterator[Finding]:
    """Duplicates, fields that contradict themselves, and what the program needs to find in the file."""
    yield from _twice(catalogue)
    yield from _needed(catalogue)
    yield from _people_faults(catalogue)
    for step_index, step in enumerate(catalogue.steps):
        for index, field in enumerate(step.fields):
            yield from _field_faults(("steps", step_index, "fields", index), field)
    for index, question in enumerate(catalogue.questions):
        if question.topic not in catalogue.topics:
            yield unknown(("questions", index, "topic"), "topic", question.topic, catalogue.topics)
        yield from _question_faults(("questions", index), question)
    for index, place in enumerate(catalogue.ranking.kept_places):
        if place.question not in catalogue.question:
            at = ("ranking", "kept_places", index, "question")
            yield unknown(at, "question", place.question, catalogue.question)


def _twice(catalogue: Catalogue) -> Iterator[Finding]:
    lists: dict[str, list[tuple[Path, str]]] = {
        "question": [(("questions", i, "id"), q.id) for i, q in enumerate(catalogue.questions)],
        "word": [(("words", i, "id"), w.id) for i, w in enumerate(catalogue.words)],
        "source": [(("sources", i, "id"), s.id) for i, s in enumerate(catalogue.sources)],
        "person": [(("people", i, "id"), p.id) for i, p in enumerate(catalogue.people)],
        "step": [(("steps", i, "id"), s.id) for i, s in enumerate(catalogue.steps)],
        "field": [
            (("steps", i, "fields", j, "id"), f.id)
            for i, step in enumerate(catalogue.steps)
            for j, f in enumerate(step.fields)
        ],
    }
    for kind, entries in lists.items():
        counts = Counter(name for _, name in entries)
        seen = set[str]()
        for path, name in entries:
            if counts[name] > 1 and name in seen:
                yield Finding(path, f"the {kind} '{name}' stands in the file twice", "change one of the ids")
            seen.add(name)


def _needed(catalogue: Catalogue) -> Iterator[Finding]:
    for name, options in NEEDED.items():
        field = catalogue.field.get(name)
        if field is None:
            yield Finding(("steps",), f"the form needs a field '{name}'", COPY)
        elif field.choose != "one" or field.if_empty is None or set(field.options) != options:
            need = ", ".join(sorted(options))
            yield Finding(("steps",), f"the field '{name}' must choose one of {need}, with an if_empty", COPY)
    for part in set(get_args(PartId)) - set(catalogue.parts):
        yield Finding(("parts",), f"the part '{part}' is missing", COPY)
    for length in {"short", "medium"} - set(catalogue.ranking.lengths):
        yield Finding(("ranking", "lengths"), f"the length '{length}' is missing", COPY)
    for part_id, part in catalogue.parts.items():
        if part.columns is not None and part.columns not in catalogue.field:
            yield unknown(("parts", part_id, "columns"), "field", part.columns, catalogue.field)
    if not catalogue.core:
        yield Finding(
            ("questions",), "no question has the topic 'core'", "give it to those that are for everyone"
        )


def _field_faults(at: Path, field: Field) -> Iterator[Finding]:
    if field.if_empty is not None and field.if_empty not in field.options:
        yield unknown((*at, "if_empty"), "option", field.if_empty, field.options, f" of {field.id}")
    for key, options in (("exclusive", field.exclusive), ("idle", field.idle)):
        for option in options:
            if option not in field.options:
                yield unknown((*at, key), "option", option, field.options, f" of {field.id}")
    last = tuple(field.options)[len(field.options) - len(field.exclusive) :]
    if set(last) != set(field.exclusive) & set(field.options):
        yield Finding((*at, "exclusive"), "options that stand alone must come last", "move them to the end")
    if field.choose == "one" and (field.exclusive or field.at_most):
        message = "exclusive and at_most are for fields that choose many"
        yield Finding((*at, "choose"), message, "take them out, or write `choose: many`")


def _question_faults(at: Path, question: Question) -> Iterator[Finding]:
    if question.topic == "core" and (question.when != ({},) or question.sensitive):
        message = "a core question is for everyone: `when: always`, and never sensitive"
        yield Finding((*at, "topic"), message, "give it another topic, or take its rule away")
    if bool(question.sources) == question.common_sense:
        message = "needs either sources, or `common_sense: true`"
        yield Finding((*at, "id"), message, "it is common sense if `why` says only what everyone knows")
    if question.after_treatment and not question.after_treatment.patient and question.ask.patient:
        yield Finding((*at, "after_treatment"), "the patient's wording is missing", "add `patient:`")
    for clause in question.lift:
        if len(clause) != 1:
            message = "a line of `lift` names one field, since each field has its own weight"
            yield Finding((*at, "lift"), message, "give each field a line of its own")


def _people_faults(catalogue: Catalogue) -> Iterator[Finding]:
    for index, person in enumerate(catalogue.people):
        for name, options in person.answers.items():
            field = catalogue.field.get(name)
            known = {option for option in options if field and option in field.options}
            if field and set(field.valid(options)) != known:
                message, do = f"nobody can answer '{name}' like this", "see how many options it takes"
                yield Finding(("people", index, "answers", name), message, do)
