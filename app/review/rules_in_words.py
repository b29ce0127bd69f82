"""A rule in plain words, built from the labels of fields and options."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.content import Catalogue, Clause, Question, Rule

Translate = Callable[..., str]
"""Translates a message of the program and fills in its values, as gettext does."""


def rule_in_words(catalogue: Catalogue, rule: Rule, translate: Translate) -> tuple[str, ...]:
    """Return one line for each clause; they are alternatives. No line means that it fits nobody."""
    return tuple(
        clause_in_words(catalogue, clause, translate, silence_counts=rule.silence_counts)
        for clause in rule.clauses
    )


def clause_in_words(
    catalogue: Catalogue, clause: Clause, translate: Translate, *, silence_counts: bool
) -> str:
    """Return the conditions of a clause, which must all hold; the empty clause fits everyone."""
    if not clause:
        return translate("Everyone")
    conditions = [
        _condition(catalogue, name, clause[name], translate, silence_counts=silence_counts) for name in clause
    ]
    return translate(" and ").join(conditions)


def lifts_in_words(catalogue: Catalogue, question: Question, translate: Translate) -> tuple[str, ...]:
    """Return one line for each lift, with the weight that it adds to the score."""
    silence_counts = question.lift.silence_counts
    return tuple(
        translate(
            "Adds %(weight)d when %(condition)s",
            weight=catalogue.field[name].weight,
            condition=_condition(catalogue, name, options, translate, silence_counts=silence_counts),
        )
        for clause in question.lift.clauses
        for name, options in clause.items()
    )


def _condition(
    catalogue: Catalogue, name: str, options: tuple[str, ...], translate: Translate, *, silence_counts: bool
) -> str:
    field = catalogue.field[name]
    labels = _either([f"“{field.options[option]}”" for option in options], translate)
    one = translate("%(field)s is %(options)s", field=field.label, options=labels)
    many = translate("%(field)s includes %(options)s", field=field.label, options=labels)
    condition = one if field.choose == "one" else many
    left_open = silence_counts and field.if_empty in options
    return f"{condition} {translate('(or was left open)')}" if left_open else condition


def _either(names: list[str], translate: Translate) -> str:
    *first, last = names
    return translate("%(names)s or %(last)s", names=", ".join(first), last=last) if first else last
