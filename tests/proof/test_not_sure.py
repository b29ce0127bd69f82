"""Doubt and silence never take a question away. The table says where one exact answer brings more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.answers import Answers, OptionsByField
from app.core.selection import select
from tests.catalogues import real
from tests.proof.classes import Reading, classes, rules_of, rules_of_question
from tests.proof.doubt import doubted, gets
from tests.proof.situation import every_answer
from tests.proof.walk import all_that_matters_to, every_pair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content import Field, Question


def without(said: OptionsByField, name: str) -> dict[str, tuple[str, ...]]:
    return {field: ticks for field, ticks in said.items() if field != name}


def test_not_sure_keeps_every_clause() -> None:
    rules = [rule for rule in rules_of(real()) if rule.silence_counts]
    for field in [real().field[name] for name in doubted() if real().field[name].choose == "many"]:
        reading = Reading(rules, field)
        for ticks in every_answer(field):
            both = Answers.of(real(), {field.id: (*ticks, "not_sure")}).on_path[field.id]
            assert "not_sure" in both
            assert reading.of(ticks) & ~reading.of(both) == 0, ticks


def fuller(question: Question, said: OptionsByField) -> Iterator[OptionsByField]:
    """The same person with one answer that fits every clause theirs fits, and more."""
    for name, field in real().field.items():
        reading = Reading(rules_of_question(question), field)
        mine = reading.of(said.get(name, ()))
        for mask, ticks in classes(rules_of_question(question), field).items():
            if mask != mine and mask | mine == mask:
                yield {**said, name: ticks}


def test_fitting_more_takes_nothing_away(question: Question) -> None:
    for said in all_that_matters_to(real(), question):
        if gets(question, said):
            assert all(gets(question, more) for more in fuller(question, said))


def test_silence_is_what_it_counts_as(field: Field) -> None:
    if not field.if_empty:
        reading = Reading(rules_of(real()), field)
        assert reading.of(()) == reading.untouched
        return
    for said in every_pair(real(), ticks=1):
        silent, spoken = without(said, field.id), {**said, field.id: (field.if_empty,)}
        assert select(Answers.of(real(), silent)) == select(Answers.of(real(), spoken))


def test_silence_brings_no_more_than_not_sure() -> None:
    for name in doubted():
        reading = Reading([rule for rule in rules_of(real()) if rule.silence_counts], real().field[name])
        assert reading.of(()) & ~reading.of(("not_sure",)) == 0
