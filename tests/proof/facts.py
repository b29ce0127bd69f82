"""Facts of the content for the table: figures, the core, the worked people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.answers import Answers
from app.core.selection import fitting
from tests.catalogues import ALL, real
from tests.proof.entries import wrapped
from tests.proof.reach import ids
from tests.proof.walk import extremes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def figures() -> Iterator[str]:
    catalogue = real()
    choices = sum(len(field.options) for field in catalogue.field.values())
    sensitive = sum(question.sensitive for question in catalogue.questions)
    yield f"{len(catalogue.questions)} questions ({len(catalogue.core)} core, {sensitive} sensitive)"
    yield f"{len(catalogue.topics)} topics, {len(catalogue.words)} words, {len(catalogue.sources)} sources"
    yield f"{len(catalogue.steps)} steps, {len(catalogue.field)} fields, {choices} options"
    fewest = min(len(ids({**said, "length": ("full",)})) for said in extremes(catalogue, "fewest"))
    most = max(len(ids({**said, **ALL})) for said in extremes(catalogue, "most"))
    yield f"a list of full length holds {fewest} to {most} questions"


def core() -> Iterator[str]:
    for question in real().core:
        for voices in (question.ask, question.after_treatment):
            yield from (f"{question.id}: {text}" for text in ([voices.patient or ""] if voices else []))


def worked_people() -> Iterator[str]:
    for person in real().people:
        yield f"{person.id}: {person.who}"
        yield wrapped("fit", str(len(fitting(Answers.of(real(), person.answers)))))
        for length in real().ranking.lengths:
            chosen = ids({**person.answers, "length": (length,)})[len(real().core) :]
            yield wrapped(length, ", ".join(chosen))


FACTS: dict[str, Callable[[], Iterator[str]]] = {
    "Figures": figures,
    "The core, as a patient reads it, before and after treatment": core,
    "The worked people: how many questions fit, and the lists after the core": worked_people,
}
