"""The form: its steps and fields, the fields that the program itself acts on, and people who fill it in."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, get_args

import pydantic
from pydantic import StrictBool, StrictInt

from app.content.types import AT_LEAST_TWO, EVERYONE, FrozenModel, Id, Ids, Text, When
from app.content.voices import Spoken, Voice

if TYPE_CHECKING:
    from collections.abc import Iterable

Role = Literal["patient", "caregiver", "parent"]
Length = Literal["short", "medium", "full"]
LimitedLength = Literal["short", "medium"]
ShowSensitive = Literal["yes", "ask_me", "no"]
ROLES: tuple[Role, ...] = get_args(Role)
LENGTHS: tuple[Length, ...] = get_args(Length)
LIMITED_LENGTHS: tuple[LimitedLength, ...] = get_args(LimitedLength)
FULL: Final = "full"  # the list without a limit
MAX_WORDS_OF_REASON = 11  # of one `because`; with the word "Because" they are twelve

MAX_WEIGHT = 100  # a priority gives 40 at most

# The form of every catalogue has these fields, since the program acts on their options.
ROLE, LENGTH, SHOW_SENSITIVE = "role", "length", "show_sensitive"
REQUIRED_FIELDS: dict[str, tuple[str, ...]] = {
    ROLE: ("patient", "caregiver"),
    LENGTH: LENGTHS,
    SHOW_SENSITIVE: get_args(ShowSensitive),
}
OPTIONAL_OPTIONS = {ROLE: frozenset({"parent"})}  # a catalogue may have them as well
# A field gives its id to a part of its form, to a place on the page and to clauses: these are taken.
TAKEN_IDS = frozenset({
    AT_LEAST_TWO,
    "csrf_token", "do", "go", "mark", "meta", "sent", "way_back", "way_out",
    "continue", "errors", "main", "top",
    "Meta", "answers_gone", "cannot_open", "data", "form_errors", "has_answers", "messages", "not_ours",
    "populate_obj", "post_process", "process", "typed", "validate", "was",
})  # fmt: skip
TAKEN_BEGINNINGS = ("filter_", "form-", "mark-", "validate_")
STAGE = "stage"  # its options are up to the catalogue, which gathers them in `moments`

# Options with these ids say nothing about the situation: they imply nothing, are no reason and no column, and
# do not count for `at_least_two`.
UNINFORMATIVE_OPTIONS = frozenset({"not_sure", "skip", "none", "other"})
NOT_SURE = "not_sure"
# Of these, those that leave a field open: "none" and "other" are answers.
UNDECIDED_OPTIONS = frozenset({NOT_SURE, "skip"})


def informative(options: Iterable[str]) -> tuple[str, ...]:
    """Return the options that say something."""
    return tuple(option for option in options if option not in UNINFORMATIVE_OPTIONS)


def voice_of(role: str) -> Voice:
    """Return the voice that somebody reads: parents speak as other caregivers do."""
    return "patient" if role == "patient" else "caregiver"


class Option(FrozenModel):
    """One answer that a person may give.

    label        on the form
    short        in the line about the situation; never printed there if empty
    because      after "Because" in the reason for a question, such as "you take a steroid"
    implies      options of other fields that it fills in; see `Field.is_open`
    answered_by  questions that speak of this topic: one of them is on the sheet of whoever ticks it
    idle         nothing follows from it, on purpose
    """

    label: Text
    short: Text | None = None
    because: Spoken | None = None
    implies: dict[Id, Id] = pydantic.Field(default_factory=dict)
    answered_by: Ids = ()
    idle: StrictBool = False

    @pydantic.model_validator(mode="before")
    @classmethod
    def _label_alone(cls, value: Any) -> Any:
        return {"label": value} if isinstance(value, str) else value

    @property
    def brief(self) -> str:
        """The short words, or the label if there are none."""
        return self.short or self.label


class Field(FrozenModel):
    id: Id
    ask: Text
    label: Text
    hint: str = ""
    choose: Literal["one", "many"]
    at_most: Annotated[StrictInt, pydantic.Field(ge=1)] | None = None
    weight: Annotated[StrictInt, pydantic.Field(ge=0, le=MAX_WEIGHT)]
    if_empty: Id | None = None
    because_empty: Spoken | None = None
    exclusive: Ids = ()
    options: Annotated[dict[Id, Option], pydantic.Field(min_length=2)]

    @cached_property
    def informative(self) -> tuple[str, ...]:
        """The options that say something."""
        return informative(self.options)

    def is_open(self, options: tuple[str, ...]) -> bool:
        """Whether an answer leaves it open: silence, "I'm not sure", or "skip" if silence counts as that."""
        return UNDECIDED_OPTIONS & {NOT_SURE, self.if_empty} >= set(options)

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
    when: When = EVERYONE
    fields: Annotated[tuple[Field, ...], pydantic.Field(min_length=1)]


class Person(FrozenModel):
    """A made-up person whose sheet shows what the rules do."""

    id: Id
    who: Text
    answers: dict[Id, Ids]
