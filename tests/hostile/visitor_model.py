"""A model of one visitor, independent of the app, that the state machine compares pages with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.core.answers import Answers
from app.core.ranking import select
from app.core.selection import wording_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.content import Catalogue

FIRST_OF_ALL = "first of all"
OWN = ("own-1", "own-2", "own-3", "own-4", "own-5")


@dataclass
class VisitorModel:
    """The state of a visitor. Only the automatic selection and the wordings come from the app.

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

    @property
    def has_sheet(self) -> bool:
        return Answers.of(self.catalogue, self.answers).not_covered is None

    def automatic(self) -> list[str]:
        return [chosen.question.id for chosen in select(Answers.of(self.catalogue, self.answers))]

    def listed(self) -> list[str]:
        """Return the listed questions, unticked ones included: the core, then by heading."""
        automatic = self.automatic()
        core = [name for name in automatic if self.topic(name) == "core"]
        added = [
            name for name, on in self.by_hand.items() if on and name not in automatic and self._may(name)
        ]
        rest = [*automatic[len(core) :], *added, *(name for name in OWN if self.own.get(name))]
        kept = self.kept()
        rest = self.in_print_order([*(n for n in kept if n in rest), *(n for n in rest if n not in kept)])
        known = [name for name in self.order if name in rest]
        moved = [*known, *(name for name in rest if name not in known)]
        first = [name for name in moved if self.heading(name) == FIRST_OF_ALL]
        return [*core, *first, *self.by_heading(name for name in moved if name not in first)]

    def kept(self) -> list[str]:
        """Return the listed questions with a place of their own, in the order of their places."""
        answers = Answers.of(self.catalogue, self.answers)
        kept = {chosen.id for chosen in select(answers) if chosen.step == "kept"}
        places = self.catalogue.ranking.stages[answers.stage].kept
        return [place.question for place in places if place.question in kept]

    def in_print_order(self, names: list[str]) -> list[str]:
        """Return what is first of all, then the topics in the order of the paper, then own questions."""
        answers = Answers.of(self.catalogue, self.answers)
        orders = self.catalogue.ranking.print_order
        topics = orders.get(answers.stage) or orders[self.catalogue.moment_of[answers.stage]]
        first = [name for name in self.first_of_all() if name in names]
        others = [name for name in names if name not in first]
        return [*first, *(n for topic in (*topics, "own") for n in others if self.heading(n) == topic)]

    def first_of_all(self) -> list[str]:
        answers = Answers.of(self.catalogue, self.answers)
        return [place.question for place in self.catalogue.ranking.first_of_all if answers.fit(place.when)]

    def printed(self) -> list[str]:
        return [n for n in self.listed() if self.by_hand.get(n, True) or self.topic(n) == "core"]

    def starred(self) -> list[str]:
        return [name for name in self.stars if name in self.printed()]

    def tick(self, name: str, *, on: bool) -> None:
        if self.topic(name) == "core" or self.by_hand.get(name) == on:
            return
        self.by_hand.pop(name, None)
        if on != (name in OWN or name in self.automatic()):
            self.by_hand[name] = on

    def star(self, name: str, *, on: bool) -> None:
        if on != (name in self.stars):
            self.stars = [*self.stars, name] if on else [other for other in self.stars if other != name]

    def forget_stars_of_empty_boxes(self) -> None:
        empty = {name for name in OWN if not self.own.get(name)}
        self.stars = [name for name in self.stars if name not in empty]
        self.by_hand = {name: on for name, on in self.by_hand.items() if name not in empty}

    def move(self, name: str, *, up: bool) -> None:
        """Swap with the neighbor under the heading, or at its edge the heading with the next one.

        What is first of all keeps its place before all topics.
        """
        rest = [other for other in self.listed() if self.topic(other) != "core"]
        headings = [each for each in dict.fromkeys(map(self.heading, rest)) if each != FIRST_OF_ALL]
        mates = [other for other in rest if self.heading(other) == self.heading(name)]
        mates_move = swapped(mates, name, up=up)
        if mates_move == mates and self.heading(name) != FIRST_OF_ALL:
            headings = swapped(headings, self.heading(name), up=up)
        self.order = [
            other
            for heading in (FIRST_OF_ALL, *headings)
            for other in (mates_move if heading == self.heading(name) else rest)
            if self.heading(other) == heading
        ]

    def by_heading(self, names: Iterable[str]) -> list[str]:
        all_names = list(names)
        headings = dict.fromkeys(map(self.heading, all_names))
        return [name for heading in headings for name in all_names if self.heading(name) == heading]

    def heading(self, name: str) -> str:
        return FIRST_OF_ALL if name in self.first_of_all() else self.topic(name)

    def topic(self, name: str) -> str:
        return "own" if name in OWN else self.catalogue.question[name].topic

    def said(self, name: str) -> str:
        """Return the answer to a single-choice field, or the default of an empty one."""
        return Answers.of(self.catalogue, Answers.of(self.catalogue, self.answers).on_path).counted[name][0]

    def _may(self, name: str) -> bool:
        question = self.catalogue.question.get(name)
        if question is None or (question.sensitive and self.said("show_sensitive") == "no"):
            return False
        answers = Answers.of(self.catalogue, self.answers)
        full = answers.with_given("length", "full")
        return bool(wording_of(answers, question) or wording_of(full, question))


def swapped(names: list[str], name: str, *, up: bool) -> list[str]:
    """Return the names with one of them moved by one place, if possible."""
    at = names.index(name)
    to = at + (-1 if up else 1)
    if not 0 <= to < len(names):
        return names
    result = list(names)
    result[at], result[to] = result[to], result[at]
    return result
