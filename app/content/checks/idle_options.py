from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.form import REQUIRED_FIELDS, STAGE, UNINFORMATIVE_OPTIONS
from app.content.issues import Issue
from app.content.rule_places import options_of, rules_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.issues import KeyPath
    from app.content.models import Catalogue


def idle_option_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """Options that are in no rule and not printed, unless they say "I'm not sure" or are meant to be idle."""
    used = _options_in_rules(catalogue)
    for step_index, step in enumerate(catalogue.steps):
        for index, field in enumerate(step.fields):
            at: KeyPath = ("steps", step_index, "fields", index, "options")
            # The program itself reads these fields, and `moments` the stages.
            if field.id in {*REQUIRED_FIELDS, STAGE}:
                continue
            for name, option in field.options.items():
                works = (field.id, name) in used or option.implies or option.answered_by
                printed = field.id in catalogue.situation and option.short
                meant = name in UNINFORMATIVE_OPTIONS | {field.if_empty, *field.exclusive}
                if not (works or printed or meant or option.idle):
                    message = f"the option '{name}' of {field.id} changes nothing"
                    yield Issue((*at, name), message, "put it in a rule, or write `idle: true`")
                if works and option.idle:
                    message = f"the option '{name}' of {field.id} is in a rule"
                    yield Issue((*at, name, "idle"), message, "take `idle` out")


def _options_in_rules(catalogue: Catalogue) -> set[tuple[str, str]]:
    """Return field and option of everything that a rule names."""
    return {
        found
        for place in rules_of(catalogue)
        for clause in place.rule.clauses
        for found in options_of(catalogue, clause)
    }
