"""A model of one visitor, independent of the app, that the state machine compares pages with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.core.answers import Answers
from app.core.selection import select

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.content import Catalogue

OWN = ("own-1", "own-2", "own-3", "own-4", "own-5")


@dataclass
class VisitorModel:
    """The state of a visitor. Only the automatic selection comes from the app.

    `by_hand` maps questions that the visitor ticked (True) or unticked (False).
    """

    catalogue: Catalogue
    answers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    by_hand: dict[str, bool] = field(default_factory=dict)
    stars: list[str] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    own: dict[str, str] = field(default_factory=dict)
    settings: dict[str, list[str]] = field(default_factory=dict)
    touched: bool = False

    def automatic(self) -> list[str]:
        return [chosen.question.id for chosen in select(Answers.of(self.catalogue, self.answers))]

    def listed(self) -> list[str]:
        """Return the listed questions, unticked ones included: the core, then by topic."""
        automatic = self.automatic()
        core = [name for name in automatic if self.topic(name) == "core"]
        added = [
            name for name, on in self.by_hand.items() if on and name not in automatic and self._may(name)
        ]
        rest = [*automatic[len(core) :], *added, *(name for name in OWN if self.own.get(name))]
        known = [name for name in self.order if name in rest]
        return [*core, *self.by_topic([*known, *(name for name in rest if name not in known)])]

    def printed(self) -> list[str]:
        return [n for n in self.listed() if self.by_hand.get(n, True) or self.topic(n) == "core"]

    def starred(self) -> list[str]:
        return [name for name in self.stars if name in self.printed()]

    def tick(self, name: str, *, on: bool) -> None:
        if self.topic(name) == "core" or self.by_hand.get(name) == on:
            return
        self.by_hand.pop(name, None)
        if on != (name in self.automatic()):
            self.by_hand[name] = on

    def star(self, name: str, *, on: bool) -> None:
        if on != (name in self.stars):
            self.stars = [*self.stars, name] if on else [other for other in self.stars if other != name]

    def move(self, name: str, *, up: bool) -> None:
        """Swap with the neighbor in the topic, or at its edge the topic with the next one."""
        rest = [other for other in self.listed() if self.topic(other) != "core"]
        topics = list(dict.fromkeys(map(self.topic, rest)))
        mates = [other for other in rest if self.topic(other) == self.topic(name)]
        mates_move = swapped(mates, name, up=up)
        if mates_move == mates:
            topics = swapped(topics, self.topic(name), up=up)
        self.order = [
            other
            for topic in topics
            for other in (mates_move if topic == self.topic(name) else rest)
            if self.topic(other) == topic
        ]

    def by_topic(self, names: Iterable[str]) -> list[str]:
        all_names = list(names)
        topics = dict.fromkeys(map(self.topic, all_names))
        return [name for topic in topics for name in all_names if self.topic(name) == topic]

    def topic(self, name: str) -> str:
        return "own" if name in OWN else self.catalogue.question[name].topic

    def said(self, name: str) -> str:
        """Return the answer to a single-choice field, or the default of an empty one."""
        return Answers.of(self.catalogue, Answers.of(self.catalogue, self.answers).on_path).counted[name][0]

    def _may(self, name: str) -> bool:
        question = self.catalogue.question.get(name)
        if question is None or (question.sensitive and self.said("show_sensitive") == "no"):
            return False
        return question.is_for(self.said("role"))


def swapped(names: list[str], name: str, *, up: bool) -> list[str]:
    """Return the names with one of them moved by one place, if possible."""
    at = names.index(name)
    to = at + (-1 if up else 1)
    if not 0 <= to < len(names):
        return names
    result = list(names)
    result[at], result[to] = result[to], result[at]
    return result
