from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from app.core.answers import first_match

if TYPE_CHECKING:
    import datetime as dt

    from app.content import Catalogue, Question, Source, Word
    from app.core.answers import Answers
    from app.core.reasons import Reason


@dataclass(frozen=True)
class Item:
    """One question on the sheet. `number` counts the printed ones from 1; None = unticked, not printed."""

    id: str
    topic: str
    name: str
    text: str
    reason: Reason
    question: Question | None = None
    listen_for: tuple[str, ...] = ()
    fill_in: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    number: int | None = None
    starred: bool = False


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

    `said` are the answers that count, `answers` the same with silence spelled out. `groups[0]` is the core.
    The rules would put `in_full` questions on the full list.
    """

    catalogue: Catalogue
    said: Answers
    answers: Answers
    groups: tuple[Group, ...]
    situation: tuple[str, ...]
    parts: tuple[str, ...]
    paper: str
    size: str
    columns: tuple[str, ...]
    visit_date: dt.date | None
    visit_with: str
    after_treatment: bool
    held_back: bool
    stars: tuple[str, ...]
    in_full: int

    @property
    def role(self) -> str:
        return self.answers["role"][0]

    @property
    def length(self) -> str:
        return self.answers["length"][0]

    @cached_property
    def printed(self) -> tuple[Item, ...]:
        return tuple(item for group in self.groups for item in group.printed)

    @cached_property
    def top(self) -> tuple[Item, ...]:
        """The first three starred questions that are printed, in the order in which they were starred."""
        by_id = {item.id: item for item in self.printed}
        return tuple(by_id[name] for name in self.stars)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the printed questions, in the order in which they first come up."""
        names = dict.fromkeys(w for item in self.printed if item.question for w in item.question.words)
        return tuple(self.catalogue.word[name] for name in names)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources of what is printed, in the order of the catalogue."""
        named = {s for item in self.printed if item.question for s in item.question.sources}
        if "warning_card" in self.parts:
            named |= set(self.catalogue.warning_card.sources)
        if "check_clinic" in self.parts:
            named |= set(self.catalogue.boxes.check_clinic.sources)
        if "handover" in self.parts:
            named |= set(self.catalogue.parts["handover"].sources)
        return tuple(source for source in self.catalogue.sources if source.id in named)

    def shows(self, box: str) -> bool:
        return first_match(getattr(self.catalogue.boxes, box).when, self.answers) is not None
