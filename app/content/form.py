"""The form: its steps and fields, the fields that the program itself acts on, and people who fill it in."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

import pydantic
from pydantic import StrictInt

from app.content.types import FrozenModel, Id, Ids, Text, When

Role = Literal["patient", "caregiver"]
Length = Literal["short", "medium", "full"]
ShowSensitive = Literal["yes", "ask_me", "no"]
ROLES: tuple[Role, ...] = get_args(Role)
LENGTHS: tuple[Length, ...] = get_args(Length)

# The form of every catalogue has these fields, since the program acts on their options.
ROLE, LENGTH, SHOW_SENSITIVE = "role", "length", "show_sensitive"
REQUIRED_FIELDS: dict[str, tuple[str, ...]] = {
    ROLE: ROLES,
    LENGTH: LENGTHS,
    SHOW_SENSITIVE: get_args(ShowSensitive),
}

# Options with these ids say nothing about the situation: they are not printed as part of it.
UNINFORMATIVE_OPTIONS = frozenset({"not_sure", "skip", "none", "other"})


class Field(FrozenModel):
    id: Id
    ask: Text
    label: Text
    hint: str = ""
    choose: Literal["one", "many"]
    at_most: StrictInt | None = None
    weight: StrictInt
    if_empty: Id | None = None
    exclusive: Ids = ()
    idle: Ids = ()
    options: Annotated[dict[Id, Text], pydantic.Field(min_length=2)]

    def valid(self, values: tuple[str, ...]) -> tuple[str, ...]:
        """Return the values that can stand as an answer, in the order of the options.

        Unknown options are dropped, an exclusive option gives way to others, and only the first `at_most`
        are kept. Two answers where one is allowed are no answer.
        """
        # In the order of the options and not of the clicks, so that the same answers give the same sheet.
        known = tuple(option for option in self.options if option in values)
        if len(known) > 1:
            known = tuple(option for option in known if option not in self.exclusive)
        if self.choose == "one" and len(known) > 1:
            return ()
        return known[: self.at_most]


class Step(FrozenModel):
    id: Id
    title: Text
    intro: Text
    when: When = When.model_validate("always")
    fields: Annotated[tuple[Field, ...], pydantic.Field(min_length=1)]


class Person(FrozenModel):
    """A made-up person whose sheet shows what the rules do."""

    id: Id
    who: Text
    answers: dict[Id, Ids]
