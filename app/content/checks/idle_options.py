from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.form import REQUIRED_FIELDS, UNINFORMATIVE_OPTIONS
from app.content.issues import Issue
from app.content.rule_places import rules_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.issues import KeyPath
    from app.content.models import Catalogue


def idle_option_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """Options that are in no rule and not printed, unless they say "I'm not sure" or are meant to be idle."""
    used = _options_in_rules(catalogue)
    # Printed in the situation line, or read by the program itself.
    used_as_a_whole = {*catalogue.situation, *REQUIRED_FIELDS}
    for step_index, step in enumerate(catalogue.steps):
        for index, field in enumerate(step.fields):
            at: KeyPath = ("steps", step_index, "fields", index)
            meant = UNINFORMATIVE_OPTIONS | {field.if_empty, *field.exclusive, *field.idle}
            for option in field.options:
                if option not in meant and field.id not in used_as_a_whole and (field.id, option) not in used:
                    message = f"the option '{option}' of {field.id} changes nothing"
                    yield Issue((*at, "options", option), message, "put it in a rule, or in `idle`")
            for option in field.idle:
                if (field.id, option) in used:
                    message = f"the option '{option}' of {field.id} is in a rule"
                    yield Issue((*at, "idle"), message, "take it out of `idle`")


def _options_in_rules(catalogue: Catalogue) -> set[tuple[str, str]]:
    """Return field and option of everything that a rule names."""
    return {
        (name, option)
        for place in rules_of(catalogue)
        for clause in place.rule.clauses
        for name, options in clause.items()
        for option in options
    }
