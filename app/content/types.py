"""The words in which the models are written: texts, ids, clauses."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic import Field as Rule

from app.content.validators import (
    known_language,
    known_once,
    one_clause_at_least,
    when_clauses,
    when_clauses_or_none,
)

Text = Annotated[str, Rule(min_length=1)]
Id = Annotated[str, Rule(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$", max_length=60)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(known_once)]
Clause = Annotated[dict[Id, Annotated[Ids, Rule(min_length=1)]], BeforeValidator(one_clause_at_least)]
Language = Annotated[str, BeforeValidator(known_language)]
When = Annotated[tuple[dict[Id, Ids], ...], BeforeValidator(when_clauses)]
"""A list of clauses: AND inside a clause, OR between clauses and between options. `always` is ({},)."""
OptionalWhen = Annotated[tuple[dict[Id, Ids], ...], BeforeValidator(when_clauses_or_none)]
PartId = Literal[
    "tell_team", "warning_card", "check_clinic", "compare", "words", "sources", "handover", "notes"
]  # fmt: skip
Length = Literal["short", "medium", "full"]


class Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
