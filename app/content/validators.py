"""Validators of the models. Their messages are for an editor of questions.yaml, not for a programmer."""

from __future__ import annotations

import re
from typing import Any

from babel import localedata

# As the web writes it: it stands in addresses and in `lang`, and there is one way to write each.
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")


def no_duplicates(value: Any) -> Any:
    if isinstance(value, list | tuple):
        # As text: the values are not validated yet and may be of any type.
        twice = sorted({str(item) for item in value if value.count(item) > 1})
        if twice:
            raise ValueError(f"{', '.join(twice)} stands here twice")
    return value


def is_language(code: str) -> bool:
    """Whether a code is that of a language that Babel knows, such as es or pt-BR."""
    return bool(LANGUAGE.fullmatch(code)) and localedata.exists(code.replace("-", "_"))


def known_language(value: Any) -> Any:
    if not (isinstance(value, str) and is_language(value)):
        raise ValueError("a language is written as en, es or pt-BR")
    return value


def parse_clauses(value: Any) -> Any:
    """Turn `always` into the clause that fits everyone; reject what fits nobody."""
    if value == "always":
        return ({},)
    if not isinstance(value, list) or not value:
        raise ValueError("`always` or a list of clauses is needed")
    for clause in value:
        if not isinstance(clause, dict):
            raise ValueError("a clause is written as {field: [options]}")  # noqa: TRY004  pydantic reports it
        if not clause:
            raise ValueError("an empty clause fits nobody; write `always` for everyone")
        if any(not options for options in clause.values()):
            raise ValueError("a field without options fits nobody")
    return value


def parse_optional_clauses(value: Any) -> Any:
    """Like `parse_clauses`, but an empty list is allowed."""
    return () if value == [] else parse_clauses(value)


def parse_printed_answers(value: Any) -> Any:
    """Turn the one clause of `about` into a list of clauses."""
    if not isinstance(value, dict) or not value:
        raise ValueError("the answers to print are written as {field: [options]}")
    return parse_clauses([value])
