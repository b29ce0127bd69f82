"""Types that the models share: texts, ids, papers, clauses and rules."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, get_args

import pydantic
from pydantic import BaseModel, BeforeValidator, ConfigDict, RootModel

from app.content.validators import (
    known_language,
    no_duplicates,
    parse_clauses,
    parse_optional_clauses,
    parse_printed_answers,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

Text = Annotated[str, pydantic.Field(min_length=1)]
# Ids stand in addresses, cookies and names of form fields, so they need no escaping anywhere.
Id = Annotated[str, pydantic.Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$", max_length=60)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(no_duplicates)]
Clause = dict[Id, Ids]
"""Option ids by field id. It fits when each of its fields has one of its options; `{}` fits everyone."""
Language = Annotated[str, BeforeValidator(known_language)]
Picture = Annotated[str, pydantic.Field(pattern=r"^([A-Za-z0-9_-]+\.png)?$")]
"""A PNG file in static/; "" for none."""

Paper = Literal["letter", "a4"]
Size = Literal["standard", "large", "giant"]
PAPERS: tuple[Paper, ...] = get_args(Paper)
SIZES: tuple[Size, ...] = get_args(Size)


class FrozenModel(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy without the cached properties of this one: they may not hold for what is updated."""
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied


AT_LEAST_TWO = "at_least_two"
"""Stands in a clause for a field: {at_least_two: [therapy]} fits whoever picked two real options of it."""


def fields_of(clause: Clause) -> tuple[str, ...]:
    """Return the fields that a clause asks for."""
    return tuple(
        field for name, options in clause.items() for field in (options if name == AT_LEAST_TWO else (name,))
    )


# Which answers a rule is held against: those that were given, those and what they imply, or those and what
# silence counts as.
Counting = Literal["said", "implied", "silence"]


# There is no "not": an option that was not ticked proves nothing about a person.
class Rule(RootModel[tuple[Clause, ...]]):
    """Clauses of which one has to fit. `always` in the file is the one clause `{}`.

    `counts` says which answers this kind of rule is held against; `Answers.counting` returns them.
    """

    model_config = ConfigDict(frozen=True)
    counts: ClassVar[Counting] = "silence"

    @property
    def clauses(self) -> tuple[Clause, ...]:
        return self.root

    @cached_property
    def is_for_everyone(self) -> bool:
        return self.root == ({},)


class When(Rule):
    """Who gets something: `always`, or one clause at least."""

    @pydantic.model_validator(mode="before")
    @classmethod
    def _parse(cls, value: Any) -> Any:
        return parse_clauses(value)


EVERYONE = When.model_validate("always")


class WhenSaid(When):
    """Like When, for what may only follow from an answer: silence and implied answers do not count."""

    counts: ClassVar[Counting] = "said"


class OptionalWhen(Rule):
    """Like When, but an empty list is allowed and fits nobody."""

    @pydantic.model_validator(mode="before")
    @classmethod
    def _parse(cls, value: Any) -> Any:
        return parse_optional_clauses(value)


NOBODY = OptionalWhen.model_validate([])


class Preselected(OptionalWhen):
    """What is ticked beforehand for people who answered so themselves."""

    counts: ClassVar[Counting] = "said"


class Lifts(OptionalWhen):
    """Clauses of one field each; every one that fits moves a question up the list. Silence never does."""

    counts: ClassVar[Counting] = "implied"


class PrintedAnswers(Rule):
    """Answers that are printed under a question: one clause. Only what was said can be printed."""

    counts: ClassVar[Counting] = "said"

    @pydantic.model_validator(mode="before")
    @classmethod
    def _parse(cls, value: Any) -> Any:
        return parse_printed_answers(value)

    @property
    def clause(self) -> Clause:
        return self.root[0]
