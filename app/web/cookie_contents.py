"""What the cookies hold, beside the typed texts, which are a `FreeText` (app/core/free_text.py)."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import pydantic

from app.content.types import FrozenModel
from app.core.choices import Choices
from app.core.visits import Visit

Beside = Literal["typed", "visits"]
"""What has cookies of its own beside the answers: texts, and notes of visits."""


class Opened(FrozenModel):
    """What came of a saved sheet that was opened.

    answers, questions  how many of them the catalogue does not have any more
    fields              how many fields were filled in; None if it is not known whether there are any
    visits              how many visits there was no room for
    cut                 what was typed is longer than what is kept of it
    """

    answers: int = 0
    questions: int = 0
    fields: int | None = 0
    visits: int = 0
    cut: bool = False


class Removed(FrozenModel):
    """An earlier visit that was taken out: the number and the date that it had."""

    number: int
    date: dt.date | None = None


class SessionData(FrozenModel):
    """The content of the first cookie: answers as they were given, choices, and the token of every form.

    `seen` are the answers for which the person last saw their list; None if they never did.
    `updated`: the list or the notes of a visit were stored, and neither was shown since.
    `opened`: a saved sheet was opened, and no page has told so since.
    `removed`: an earlier visit was taken out, and no page has told so since.
    `renewed`: the same of a visit; how many open questions are on the new list, and how many were answered.
    `beside`: what was sealed together with it. A browser may keep one cookie without another.
    """

    token: str
    answers: dict[str, tuple[str, ...]] = pydantic.Field(default_factory=dict)
    choices: Choices = Choices()
    seen: dict[str, tuple[str, ...]] | None = None
    updated: bool = False
    opened: Opened | None = None
    renewed: tuple[int, int] | None = None
    removed: Removed | None = None
    beside: tuple[Beside, ...] = ()


class Visits(FrozenModel):
    """The content of the cookies for visits."""

    visits: tuple[Visit, ...] = ()
