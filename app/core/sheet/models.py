from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from app.content import OWN_TOPIC

if TYPE_CHECKING:
    import datetime as dt

    from app.content import Catalogue, Question, Word
    from app.content.form import Length, Role
    from app.content.types import Paper, Size
    from app.core.answers import Answers
    from app.core.reasons import Reason

MAX_OWN_NAME_LENGTH = 60


@dataclass(frozen=True)
class OwnQuestion:
    """A question that the person wrote."""

    id: str
    text: str

    @property
    def topic(self) -> str:
        return OWN_TOPIC

    @property
    def name(self) -> str:
        """The text, cut to what fits on one line."""
        if len(self.text) <= MAX_OWN_NAME_LENGTH:
            return self.text
        return f"{self.text[: MAX_OWN_NAME_LENGTH - 1].rstrip()}…"


@dataclass(frozen=True)
class Item:
    """One question on a sheet, in the person's voice.

    `number` counts the printed ones from 1; None means unticked, and so not printed. `listen_for`,
    `fill_in` and `about` (answers printed under it) are empty for own questions.
    """

    origin: Question | OwnQuestion
    text: str
    reason: Reason
    listen_for: tuple[str, ...] = ()
    fill_in: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    number: int | None = None
    starred: bool = False

    @property
    def id(self) -> str:
        return self.origin.id

    @property
    def topic(self) -> str:
        return self.origin.topic

    @property
    def name(self) -> str:
        return self.origin.name

    @property
    def question(self) -> Question | None:
        """The question of the catalogue; None for an own one."""
        return None if isinstance(self.origin, OwnQuestion) else self.origin


@dataclass(frozen=True)
class Group:
    topic: str
    items: tuple[Item, ...]

    @property
    def printed(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.number is not None)


@dataclass(frozen=True)
class Sheet:
    """Everything that is on one person's sheet.

    `groups[0]` is the core. `parts` are ids, in the order in which they are printed. `columns` are the heads
    of the comparison. The rules would put `in_full` questions on the full list.
    """

    answers: Answers
    groups: tuple[Group, ...]
    situation: tuple[str, ...]
    parts: tuple[str, ...]
    paper: Paper
    size: Size
    columns: tuple[str, ...]
    visit_date: dt.date | None
    visit_with: str
    after_treatment: bool
    stars: tuple[str, ...]
    in_full: int

    @property
    def catalogue(self) -> Catalogue:
        return self.answers.catalogue

    @property
    def role(self) -> Role:
        return self.answers.role

    @property
    def length(self) -> Length:
        return self.answers.length

    @property
    def held_back(self) -> bool:
        """Whether the person asked not to see the sensitive questions."""
        return self.answers.show_sensitive == "no"

    @cached_property
    def printed(self) -> tuple[Item, ...]:
        return tuple(item for group in self.groups for item in group.printed)

    @cached_property
    def top(self) -> tuple[Item, ...]:
        """The starred questions that are printed, at most MAX_STARS, in the order of starring."""
        by_id = {item.id: item for item in self.printed}
        return tuple(by_id[name] for name in self.stars)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the printed questions, in the order in which they first come up."""
        names = dict.fromkeys(w for item in self.printed if item.question for w in item.question.words)
        return tuple(self.catalogue.word[name] for name in names)

    def shows(self, box: str) -> bool:
        return self.answers.fit(getattr(self.catalogue.boxes, box).when)
