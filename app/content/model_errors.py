"""Translates pydantic's errors about the shape of a file into messages for an editor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.content.issues import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import ValidationError

MESSAGES = {
    "model_type": "keys with values are needed here",
    "dict_type": "keys with values are needed here",
    "tuple_type": "a list is needed here",
    "string_type": "a text is needed here",
    "string_too_short": "the text is empty",
    "too_short": "too few are here; at least {min_length}",
    "too_long": "too many are here; at most {max_length}",
    "int_type": "a whole number is needed here",
    "bool_type": "true or false is needed here",
    "date_type": "a date is needed here",
    "date_from_datetime_parsing": "a date is needed here",
    "date_parsing": "a date is needed here",
    "literal_error": "this must be {expected}",
    "greater_than_equal": "this must be at least {ge}",
    "less_than_equal": "this must be at most {le}",
    "string_too_long": "this is longer than {max_length} characters",
    "string_pattern_mismatch": "this is not written as it must be",
}
ADVICE = {
    "model_type": "such as  name: value",
    "dict_type": "such as  name: value",
    "tuple_type": "such as  [one, two]  or lines that begin with -",
    "string_type": "put it in quotation marks",
    "int_type": "such as 2",
    "bool_type": "without quotation marks",
    "date_type": "such as 2027-01-31",
    "date_parsing": "such as 2027-01-31",
    "date_from_datetime_parsing": "such as 2027-01-31",
    "string_pattern_mismatch": "ids have letters, digits, - and _; addresses begin with https://",
}


def model_issues(error: ValidationError) -> Iterator[Issue]:
    """Yield one issue for each error; a wrong value is quoted when it is short."""
    errors = error.errors()
    for item in errors:
        path, kind, value = item["loc"], item["type"], item["input"]
        # pydantic does not count entries that have faults of their own.
        if kind == "too_short" and any(path == other["loc"][: len(path)] != other["loc"] for other in errors):
            continue
        if kind == "missing":
            yield Issue(path, f"'{path[-1]}' is missing", "add it; the head of questions.yaml explains it")
        elif kind == "extra_forbidden":
            yield Issue(
                path, f"'{path[-1]}' is not a key that is known here", "see its spelling and its column"
            )
        else:
            here = f" (here: {str(value)[:40]!r})" if isinstance(value, str | int | float) else ""
            message, _, advice = _message(item).partition("; ")
            yield Issue(path, message + here, advice or ADVICE.get(kind, "see how questions.yaml has it"))


def _message(item: Any) -> str:
    template = MESSAGES.get(item["type"])
    if template is None:
        return str(item["msg"]).removeprefix("Value error, ")
    return template.format(**item.get("ctx", {}))
