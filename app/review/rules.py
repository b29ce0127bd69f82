"""A rule in plain words, built from the labels of fields and options."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.content import Catalogue, Clause, Question, When

Say = Callable[..., str]
"""Puts a text of the program into the reader's language and fills in its values, as gettext does."""


def rule_in_words(catalogue: Catalogue, when: When, say: Say, *, silence: bool = True) -> tuple[str, ...]:
    """Return one line for each clause; they are alternatives. No line means that it fits nobody.

    `silence` tells whether a field that was left open counts as its `if_empty` here.
    """
    return tuple(clause_in_words(catalogue, clause, say, silence=silence) for clause in when)


def clause_in_words(catalogue: Catalogue, clause: Clause, say: Say, *, silence: bool = True) -> str:
    """Return the conditions of a clause, which must all hold; the empty clause fits everyone."""
    if not clause:
        return say("Everyone")
    conditions = [_condition(catalogue, name, clause[name], say, silence=silence) for name in clause]
    return say(" and ").join(conditions)


def lifts_in_words(catalogue: Catalogue, question: Question, say: Say) -> tuple[str, ...]:
    """Return one line for each lift, with the weight that it adds to the score."""
    return tuple(
        say(
            "Adds %(weight)d when %(condition)s",
            weight=catalogue.field[name].weight,
            condition=_condition(catalogue, name, options, say, silence=True),
        )
        for lift in question.lift
        for name, options in lift.items()
    )


def _condition(catalogue: Catalogue, name: str, options: tuple[str, ...], say: Say, *, silence: bool) -> str:
    field = catalogue.field[name]
    labels = _either([f"“{field.options[option]}”" for option in options], say)
    one = say("%(field)s is %(options)s", field=field.label, options=labels)
    many = say("%(field)s includes %(options)s", field=field.label, options=labels)
    said = one if field.choose == "one" else many
    return f"{said} {say('(or was left open)')}" if silence and field.if_empty in options else said


def _either(names: list[str], say: Say) -> str:
    *first, last = names
    return say("%(names)s or %(last)s", names=", ".join(first), last=last) if first else last
