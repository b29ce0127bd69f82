"""A rule in plain words, built from the labels of fields and options."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import TYPE_CHECKING

from app.content.form import STAGE
from app.content.types import AT_LEAST_TWO, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.content import Catalogue, Clause, Question, Rule
    from app.content.types import Counting, PrintedAnswers

Translate = Callable[..., str]
"""Translates a message of the program and fills in its values, as gettext does."""


def untranslated(text: str, **values: object) -> str:
    """Fill in the values of a message in English."""
    return text % values if values else text


def rule_in_words(catalogue: Catalogue, rule: Rule, translate: Translate) -> tuple[str, ...]:
    """Return one line for each clause; they are alternatives. No line means that it fits nobody."""
    return tuple(clause_in_words(catalogue, clause, translate, rule.counts) for clause in rule.clauses)


def clause_in_words(
    catalogue: Catalogue, clause: Clause, translate: Translate, counts: Counting = "said"
) -> str:
    """Return the conditions of a clause, which must all hold; the empty clause fits everyone."""
    if not clause:
        return translate("Everyone")
    conditions = [_condition(catalogue, name, clause[name], translate, counts) for name in clause]
    return reduce(lambda first, last: translate("%(first)s and %(last)s", first=first, last=last), conditions)


def lifts_in_words(catalogue: Catalogue, question: Question, translate: Translate) -> tuple[str, ...]:
    """Return one line for each lift, with the weight that it adds to the score."""
    return tuple(
        translate(
            "Adds %(weight)d when %(condition)s",
            weight=sum(catalogue.field[field].weight for field in fields_of({name: options})),
            condition=_condition(catalogue, name, options, translate, question.lift.counts),
        )
        for clause in question.lift.clauses
        for name, options in clause.items()
    )


def about_in_words(catalogue: Catalogue, about: PrintedAnswers, translate: Translate) -> str:
    """Return which answers are printed under a question: those of each field, whatever was said in others."""
    return "; ".join(
        translate(
            "%(field)s: %(options)s",
            field=catalogue.field[name].label,
            options=_labels(catalogue, name, options, translate),
        )
        for name, options in about.clause.items()
    )


def moments_in_words(
    catalogue: Catalogue, names: Iterable[str], translate: Translate = untranslated
) -> tuple[str, ...]:
    """Return stages in the short words of the form, and moments of several stages by their ids."""
    return tuple(_moment(catalogue, name, translate) for name in names)


def _moment(catalogue: Catalogue, name: str, translate: Translate) -> str:
    stages = catalogue.moments.get(name, (name,))
    if len(stages) > 1:
        # Translators: a moment, such as before the treatment.
        known = {"before": translate("before"), "after": translate("after")}
        return known.get(name) or name.replace("_", " ")
    option = catalogue.field[STAGE].options[stages[0]]
    return option.short or option.label


def either(names: Iterable[str], translate: Translate) -> str:
    *first, last = names
    return translate("%(names)s or %(last)s", names=", ".join(first), last=last) if first else last


def _condition(
    catalogue: Catalogue, name: str, options: tuple[str, ...], translate: Translate, counts: Counting
) -> str:
    if name == AT_LEAST_TWO:
        fields = either([catalogue.field[each].label for each in options], translate)
        return translate("%(field)s has two answers or more", field=fields)
    field = catalogue.field[name]
    values = {"field": field.label, "options": _labels(catalogue, name, options, translate)}
    is_one, left_open = field.choose == "one", counts == "silence" and field.if_empty in options
    if left_open and is_one:
        return translate("%(field)s is %(options)s (or was left open)", **values)
    if left_open:
        return translate("%(field)s includes %(options)s (or was left open)", **values)
    if is_one:
        return translate("%(field)s is %(options)s", **values)
    return translate("%(field)s includes %(options)s", **values)


def _labels(catalogue: Catalogue, name: str, options: tuple[str, ...], translate: Translate) -> str:
    labels = (catalogue.field[name].options[option].label for option in options)
    return either([translate("“%(label)s”", label=label) for label in labels], translate)
