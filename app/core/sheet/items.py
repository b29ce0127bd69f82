"""The questions of a sheet, and the groups in which they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from app.content import CORE_TOPIC, FIRST_OF_ALL, OWN_TOPIC, STILL_OPEN

if TYPE_CHECKING:
    from app.content import Question, Wording
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


class Item(NamedTuple):
    """One question on a sheet, in the person's voice.

    `heading` is the topic under which it stands, STILL_OPEN or FIRST_OF_ALL. `number` counts the printed ones
    from 1; None means unticked, and so not printed. `still_open`: a visit left it open. `wording`, `hints`,
    `listen_for` (those of them that are printed), `fill_in` and `about` (answers printed under it) are empty
    for own questions.
    """

    origin: Question | OwnQuestion
    text: str
    reason: Reason
    heading: str
    wording: Wording | None = None
    hints: tuple[str, ...] = ()
    listen_for: tuple[str, ...] = ()
    fill_in: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    number: int | None = None
    starred: bool = False
    still_open: bool = False

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

    @property
    def is_for_many(self) -> bool:
        """Whether all of it is printed for everyone with the same answer: nothing typed, no two answers."""
        answers = ", ".join(self.about).split(", ")
        return self.question is not None and len(answers) == 1

    @property
    def lines(self) -> tuple[str, ...]:
        """What is printed of it; a full page may leave out hints (app/core/sheet/room.py)."""
        return (self.text, *self.listen_for, *self.fill_in)

    @property
    def why(self) -> str:
        return self.question.why_of(self.wording) if self.question and self.wording else ""

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of what `why` rests on."""
        return self.question.sources_of(self.wording) if self.question and self.wording else ()

    @property
    def is_sensitive(self) -> bool:
        return self.question is not None and self.question.sensitive


@dataclass(frozen=True)
class Group:
    """Questions under one heading: a topic, STILL_OPEN, FIRST_OF_ALL, or ALSO_ASK on a short list."""

    topic: str
    items: tuple[Item, ...]

    @property
    def printed(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.number is not None)

    @property
    def keeps_place(self) -> bool:
        """Whether it stands in front, wherever the person moves it."""
        return self.topic in {CORE_TOPIC, STILL_OPEN, FIRST_OF_ALL}
