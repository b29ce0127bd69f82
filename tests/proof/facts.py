"""Facts of the content for the table: figures, how lists are filled, the worked people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.form import LENGTHS
from app.core.answers import Answers
from app.core.selection import fitting
from tests.catalogues import real
from tests.proof.gets import ids
from tests.proof.lines import alternatives, folded, marked, said, wrapped
from tests.proof.walk import anybody, every_pair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def figures() -> Iterator[str]:
    catalogue = real()
    options = sum(len(field.options) for field in catalogue.field.values())
    sensitive = sum(question.sensitive for question in catalogue.questions)
    wordings = sum(len(question.wordings) for question in catalogue.questions)
    yield f"{len(catalogue.questions)} questions ({len(catalogue.core)} core, {sensitive} sensitive)"
    yield f"{wordings} wordings, {len(catalogue.topics)} topics"
    yield f"{len(catalogue.steps)} steps, {len(catalogue.field)} fields, {options} options"


def lengths() -> Iterator[str]:
    """Fewest and most, besides the core, of people who stand for pairs of answers and of others by chance."""
    found: dict[tuple[str, str], list[int]] = {}
    for answers in (*every_pair(real()), *anybody(real(), 1500)):
        for length in LENGTHS:
            person = {**answers, "length": (length,)}
            stage = Answers.of(real(), person).stage
            found.setdefault((stage, length), []).append(len(ids(real(), person)) - len(real().core))
    for stage in real().moment_of:
        counts = {length: found[stage, length] for length in LENGTHS}
        yield f"{stage}: " + ", ".join(f"{name} {min(each)} to {max(each)}" for name, each in counts.items())


def filling() -> Iterator[str]:
    for stage, ranking in real().ranking.stages.items():
        yield f"{stage}: keeps {said({name: (str(number),) for name, number in ranking.keep.items()})}"
        for place in ranking.kept:
            rules = [] if place.when.is_for_everyone else alternatives(place.when)
            yield folded(f"    {marked(place.question)}", "".join(f" | {rule}" for rule in rules))
        for length, by_voice in ranking.places.items():
            yield wrapped("places", f"{length}: {', '.join(f'{v} {n}' for v, n in by_voice.items())}")
        yield wrapped("ties", ", ".join(ranking.ties))


def topics() -> Iterator[str]:
    for field in real().field.values():
        for name, option in field.options.items():
            if option.answered_by:
                yield folded(f"{name}: ", ", ".join(map(marked, option.answered_by)))


def worked_people() -> Iterator[str]:
    for person in real().people:
        fit = [chosen for chosen in fitting(Answers.of(real(), person.answers)) if not chosen.is_core]
        yield folded(f"{person.id}: ", said(person.answers))
        for length in LENGTHS:
            names = ids(real(), {**person.answers, "length": (length,)})[len(real().core) :]
            yield wrapped(length, ", ".join(map(marked, names)))
        yield wrapped("fit", f"{len(fit)} besides the core")


FACTS: dict[str, Callable[[], Iterator[str]]] = {
    "Figures": figures,
    "How many questions a list holds besides the core": lengths,
    "How lists are filled: kept places, fewer places, ties": filling,
    "Topics that a person ticks, and the questions that answer them": topics,
    "The worked people and their lists after the core, by score": worked_people,
}
