"""Walks over the classes of answers: all that a question can tell apart, pairs of classes, the extremes."""

from __future__ import annotations

from itertools import combinations, count, product
from typing import TYPE_CHECKING, Literal

from tests.proof.classes import PlacedClause, classes, rules_of, rules_of_question

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.content import Catalogue, Question

    Person = dict[str, tuple[str, ...]]


def situations_of(catalogue: Catalogue, rules: Sequence[PlacedClause]) -> Iterator[Person]:
    """One person for each combination of classes that these rules can tell apart."""
    found = {name: list(classes(rules, field).values()) for name, field in catalogue.field.items()}
    for answers in product(*found.values()):
        yield {name: ticks for name, ticks in zip(found, answers, strict=True) if ticks}


def all_that_matters_to(catalogue: Catalogue, question: Question) -> Iterator[Person]:
    """Whether a question comes, and its score, depend on its own clauses: these people stand for all."""
    return situations_of(catalogue, rules_of_question(question))


def every_class(catalogue: Catalogue) -> Iterator[Person]:
    """People among whom each class of each field comes up at least once, each time beside other classes."""
    found = _by_field(catalogue)
    for place in range(max(map(len, found.values()))):
        yield _person({name: each[(place + place // len(each)) % len(each)] for name, each in found.items()})


def every_pair(catalogue: Catalogue, ticks: int = 2) -> Iterator[Person]:
    """People among whom each two classes of two fields meet, for classes of so many ticks at most."""
    found = {
        name: [answer for answer in each if len(answer) <= ticks]
        for name, each in _by_field(catalogue).items()
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


def extremes(catalogue: Catalogue, end: Literal["most", "fewest"]) -> Iterator[Person]:
    """People among whom are those whom most, or fewest, questions fit, for every role and stage.

    Exact: there is no "not", so an answer that fits every clause another fits (and more) never has fewer
    questions. Only the answers that no other outdoes in this way can be at the end.
    """
    rules = [rule for question in catalogue.questions for rule in _when(question)]
    rules += [rule for rule in rules_of(catalogue) if rule.place == "the program"]
    found = [
        {name: answer}
        for name, field in catalogue.field.items()
        for answer in _outermost(classes(rules, field), end)
    ]
    by_field = [[each for each in found if name in each] for name in catalogue.field]
    for answers in product(*by_field):
        yield _person({name: ticks for each in answers for name, ticks in each.items()})


def _when(question: Question) -> list[PlacedClause]:
    lifts = [dict(line) for line in question.lift.clauses]
    return [
        rule
        for rule in rules_of_question(question)
        if rule.clause not in lifts or rule.clause in question.when.clauses
    ]


def _outermost(found: Mapping[int, tuple[str, ...]], end: str) -> list[tuple[str, ...]]:
    def outdone(mask: int) -> bool:
        above = (
            mask | other == other if end == "most" else mask & other == other
            for other in found
            if other != mask
        )
        return any(above)

    return [answer for mask, answer in found.items() if not outdone(mask)]


def _by_field(catalogue: Catalogue) -> dict[str, list[tuple[str, ...]]]:
    rules = rules_of(catalogue)
    return {name: list(classes(rules, field).values()) for name, field in catalogue.field.items()}


def _person(answers: Person) -> Person:
    return {name: ticks for name, ticks in answers.items() if ticks}
