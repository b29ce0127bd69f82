"""The form: steps and their fields, and made-up people who fill it in."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field as Rule
from pydantic import StrictInt

from app.content.types import Entry, Id, Ids, Text, When

DOUBTS = {"not_sure", "skip", "none", "other"}  # option ids that say nothing about the situation


class Field(Entry):
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
    options: Annotated[dict[Id, Text], Rule(min_length=2)]

    def valid(self, values: tuple[str, ...]) -> tuple[str, ...]:
        """Return the values that can stand as an answer, in the order of the options.

        Unknown options are dropped, an exclusive option beside others gives way, the first `at_most`
        stand; two answers where one is allowed are no answer.
        """
        known = tuple(option for option in self.options if option in values)
        if len(known) > 1:
            known = tuple(option for option in known if option not in self.exclusive)
        if self.choose == "one" and len(known) > 1:
            return ()
        return known[: self.at_most]


class Step(Entry):
    id: Id
    title: Text
    intro: Text
    when: When = ({},)
    fields: Annotated[tuple[Field, ...], Rule(min_length=1)]


class Person(Entry):
    """A made-up person, to show what the rules do."""

    id: Id
    who: Text
    answers: dict[Id, Ids]
