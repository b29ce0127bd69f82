"""Who waits for a PDF, and who is next. Without clock, process or connection: those come in as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Ticket(Generic[T]):
    """One request. `turn`: one more than that of the visitor's last that waited when it came."""

    item: T
    visitor: bytes
    until: float
    turn: int


@dataclass(frozen=True)
class Waiting(Generic[T]):
    """Requests in the order of their coming; a visitor's second one is served after everybody's first.

    At most `most` wait at once, at most `most_of_one` of the same visitor, and each for at most `seconds`.
    """

    most: int
    most_of_one: int
    seconds: float
    tickets: list[Ticket[T]] = field(default_factory=list)

    def join(self, item: T, visitor: bytes, now: float) -> bool:
        """Let a request wait; False if there is no place for it."""
        turns = [each.turn for each in self.tickets if each.visitor == visitor]
        if len(self.tickets) >= self.most or len(turns) >= self.most_of_one:
            return False
        turn = max(turns, default=-1) + 1
        self.tickets.append(Ticket(item, visitor, now + self.seconds, turn))
        return True

    @property
    def first(self) -> T | None:
        """Whoever is next: the earliest of those with the lowest turn."""
        return min(self.tickets, key=lambda each: each.turn).item if self.tickets else None

    def next(self) -> T | None:
        """Take out whoever is next."""
        first = self.first
        if first is not None:
            self.leave(first)
        return first

    def leave(self, item: T) -> None:
        """Forget a request that nobody waits for any more."""
        self.tickets[:] = [each for each in self.tickets if each.item is not item]

    def late(self, now: float) -> list[T]:
        """Take out those that have waited for too long."""
        late = [each.item for each in self.tickets if each.until <= now]
        self.tickets[:] = [each for each in self.tickets if each.until > now]
        return late

    @property
    def soonest(self) -> float | None:
        """When the first of them has waited for too long."""
        return min((each.until for each in self.tickets), default=None)
