"""What a value must look like before the models take it: messages for an editor, not for a programmer."""

from __future__ import annotations

from typing import Any

from babel import localedata


def known_once(value: Any) -> Any:
    if isinstance(value, list | tuple):
        twice = sorted({str(item) for item in value if value.count(item) > 1})
        if twice:
            raise ValueError(f"{', '.join(twice)} stands here twice")
    return value


def known_language(value: Any) -> Any:
    if not (isinstance(value, str) and localedata.exists(value.replace("-", "_"))):
        raise ValueError("a language is written as en, es or pt-BR")
    return value


def one_clause_at_least(value: Any) -> Any:
    if isinstance(value, dict) and not value:
        raise ValueError("an empty clause fits nobody; write `always` for everyone")
    return value


def when_clauses(value: Any) -> Any:
    """Turn `always` into the clause that everyone fits; refuse a list that fits nobody."""
    if value == "always":
        return ({},)
    if not isinstance(value, list) or not value:
        raise ValueError("`always` or a list of clauses is needed")
    for clause in value:
        if not isinstance(clause, dict):
            raise ValueError("a clause is written as {field: [options]}")  # noqa: TRY004  pydantic reports it
        one_clause_at_least(clause)
        if any(not options for options in clause.values()):
            raise ValueError("a field without options fits nobody")
    return value


def when_clauses_or_none(value: Any) -> Any:
    """The same, where an empty list may say: for nobody."""
    return () if value == [] else when_clauses(value)
