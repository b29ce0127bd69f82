"""What each option of the form is there for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.answers import Answers, OptionsByField
from app.core.selection import select
from tests.catalogues import ALL, real
from tests.proof.classes import rules_of, rules_of_question
from tests.proof.walk import all_that_matters_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.content import Field
    from tests.proof.classes import PlacedClause

    Options = Iterator[tuple[str, str]]


def every_option() -> Options:
    yield from ((name, option) for name, field in real().field.items() for option in field.options)


def named(rules: Iterable[PlacedClause]) -> set[tuple[str, str]]:
    return {(name, option) for rule in rules for name in rule.clause for option in rule.clause[name]}


def of_questions() -> set[tuple[str, str]]:
    program = [rule for rule in rules_of(real()) if rule.place == "the program"]
    return named([*program, *(rule for question in real().questions for rule in rules_of_question(question))])


def unnamed() -> Options:
    somewhere = named(rules_of(real()))
    yield from (which for which in every_option() if which not in somewhere)


def around() -> Options:
    somewhere, on_the_list = named(rules_of(real())), of_questions()
    yield from (which for which in every_option() if which in somewhere - on_the_list)


def in_vain() -> Options:
    on_the_list = of_questions()
    yield from (which for which in every_option() if which in on_the_list and not changes_a_list(*which))


def changes_a_list(name: str, option: str) -> bool:
    """Whether the option alone changes the questions or their order for somebody."""
    return any(
        lists(said, name, without) != lists(said, name, given)
        for said in backgrounds(name, option)
        for without, given in without_and_with(real().field[name], option)
    )


def without_and_with(field: Field, option: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Answers to one field that differ in this option alone."""
    others = [(), *((other,) for other in field.options if other not in {option, *field.exclusive})]
    for other in others:
        yield other, (option,) if field.choose == "one" else field.valid((*other, option))


def lists(said: OptionsByField, name: str, ticks: tuple[str, ...]) -> list[str]:
    answers = {**ALL, **said, name: ticks} if ticks else {**ALL, **said}
    return [chosen.question.id for chosen in select(Answers.of(real(), answers))]


def backgrounds(name: str, option: str) -> Iterator[OptionsByField]:
    """What else can be said, as far as it matters to the questions with clauses that name the option."""
    yield {}
    for question in real().questions:
        if any(option in rule.clause.get(name, ()) for rule in rules_of_question(question)):
            for said in all_that_matters_to(real(), question):
                yield {field: ticks for field, ticks in said.items() if field != name}
