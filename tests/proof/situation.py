"""The rules as the header of questions.yaml tells them, without the program's own functions."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.content import Catalogue, Clause, Field, Question, Rule
    from app.core.answers import OptionsByField

    Heard = Mapping[str, frozenset[str]]


def every_answer(field: Field) -> Iterator[tuple[str, ...]]:
    """Every answer that the form takes: silence, ticks up to the limit, an option that stands alone."""
    beside = [option for option in field.options if option not in field.exclusive]
    most = 1 if field.choose == "one" else field.at_most or len(beside)
    for count in range(most + 1):
        yield from combinations(beside, count)
    yield from ((option,) for option in field.exclusive)


def hears(catalogue: Catalogue, answers: OptionsByField) -> dict[str, frozenset[str]]:
    """Silence spelled out; a field on a step that the person never meets is silent."""
    heard: dict[str, frozenset[str]] = {}
    for step in catalogue.steps:
        met = rule_fits(step.when, heard)
        for field in step.fields:
            silence = frozenset({field.if_empty} if field.if_empty else ())
            heard[field.id] = frozenset(answers.get(field.id, ()) if met else ()) or silence
    return heard


def clause_fits(clause: Clause, heard: Heard) -> bool:
    return all(heard.get(name, frozenset()) & set(options) for name, options in clause.items())


def rule_fits(rule: Rule, heard: Heard) -> bool:
    return any_fits(rule.clauses, heard)


def any_fits(clauses: Iterable[Clause], heard: Heard) -> bool:
    return any(clause_fits(clause, heard) for clause in clauses)


def comes(question: Question, heard: Heard) -> bool:
    return rule_fits(question.when, heard) and (
        "caregiver" in heard["role"] or question.ask.patient is not None
    )


def score(catalogue: Catalogue, question: Question, heard: Heard) -> int:
    lifted = {name for line in question.lift.clauses if clause_fits(line, heard) for name in line}
    return (5 - question.priority) * 10 + sum(catalogue.field[name].weight for name in lifted)


def ranked(catalogue: Catalogue, heard: Heard) -> list[str]:
    """Every question after the core that may be printed. Ties keep the order of the file."""
    asked_for = "yes" in heard["show_sensitive"]
    found = [
        question
        for question in catalogue.questions
        if question.topic != "core" and comes(question, heard) and (asked_for or not question.sensitive)
    ]
    found.sort(key=lambda question: score(catalogue, question, heard), reverse=True)
    return [question.id for question in found]


def listed(catalogue: Catalogue, heard: Heard) -> list[str]:
    """The questions of the sheet by rank: the core, then as many as the length has places for."""
    (length,) = heard["length"]
    order = ranked(catalogue, heard)
    places = {"short": catalogue.ranking.lengths["short"], "medium": catalogue.ranking.lengths["medium"]}
    chosen = order[: places.get(length, len(order))]
    if length == "short":
        chosen = _with_kept_places(catalogue, heard, order, chosen)
    core = [question.id for question in catalogue.questions if question.topic == "core"]
    return [*core, *(name for name in order if name in chosen)]


def _with_kept_places(catalogue: Catalogue, heard: Heard, order: list[str], chosen: list[str]) -> list[str]:
    """Whoever has a kept place and would miss it takes the place of the lowest that has none."""
    kept = [place.question for place in catalogue.ranking.kept_places if rule_fits(place.when, heard)]
    for name in kept:
        if name in order and name not in chosen:
            lowest = next(other for other in reversed(chosen) if other not in kept)
            chosen = [name if other == lowest else other for other in chosen]
    return chosen
