"""Walks over the classes of answers: all that a question can tell apart, pairs of classes, and chance."""

from __future__ import annotations

from itertools import combinations, count, product
from random import Random
from typing import TYPE_CHECKING

from tests.proof.classes import classes
from tests.proof.placed import placed, rules_of, rules_of_fit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.content import Catalogue, Field, Question
    from tests.proof.placed import PlacedClause

    Person = dict[str, tuple[str, ...]]


def situations_of(catalogue: Catalogue, rules: Sequence[PlacedClause]) -> Iterator[Person]:
    """One person for each combination of classes that these rules can tell apart."""
    found = {name: list(classes(catalogue, rules, field).values()) for name, field in catalogue.field.items()}
    for answers in product(*found.values()):
        yield _person(dict(zip(found, answers, strict=True)))


def all_that_matters_to(catalogue: Catalogue, question: Question) -> Iterator[Person]:
    """Whether a question comes, and in which wording: these people stand for all."""
    return situations_of(catalogue, rules_of_fit(catalogue, question))


def all_that_lifts(catalogue: Catalogue, question: Question) -> Iterator[Person]:
    return situations_of(catalogue, placed(question.id, question.lift))


def every_pair(catalogue: Catalogue, ticks: int = 1) -> Iterator[Person]:
    """People among whom each two classes of two fields meet, for classes of so many ticks at most."""
    rules = rules_of(catalogue)
    found = {
        name: [answer for answer in classes(catalogue, rules, field).values() if len(answer) <= ticks]
        for name, field in catalogue.field.items()
    }
    met = set[tuple[str, int, str, int]]()
    turn = count()
    for one, other in combinations(found, 2):
        for pair in product(range(len(found[one])), range(len(found[other]))):
            if (one, pair[0], other, pair[1]) not in met:
                places = {name: next(turn) % len(each) for name, each in found.items()}
                places |= {one: pair[0], other: pair[1]}
                met |= {(a, places[a], b, places[b]) for a, b in combinations(places, 2)}
                yield _person({name: found[name][place] for name, place in places.items()})


def anybody(catalogue: Catalogue, people: int, seed: int = 7) -> Iterator[Person]:
    """People who answer most fields by chance: the same ones each time."""
    chance = Random(seed)  # noqa: S311  reproducible
    for _ in range(people):
        asked = [field for field in catalogue.field.values() if chance.random() < 0.7]
        yield _person({field.id: _by_chance(chance, field) for field in asked})


def _by_chance(chance: Random, field: Field) -> tuple[str, ...]:
    most = 1 if field.choose == "one" else field.at_most or 3
    options = list(field.options)
    return field.valid(tuple(chance.sample(options, chance.randint(1, min(most, len(options))))))


def _person(answers: Person) -> Person:
    return {name: ticks for name, ticks in answers.items() if ticks}
