"""How crowds who press Download fared, and what that meant for form pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from tools.bench.tables import table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tools.bench.timings import Timings

HEAD = (
    "people", "refused at first", "median, s", "last, s", "last of the worst round, s", "presses at most",
    "form page idle, p50 and p99, ms", "meanwhile, ms", "p99, ratio", "CPU of the server for a PDF, ms",
)  # fmt: skip


class Pressed(NamedTuple):
    """How one person got the paper: seconds since the first press, and how often they pressed."""

    seconds: float
    presses: int


@dataclass
class Round:
    pressed: list[Pressed]
    idle: Timings
    meanwhile: Timings
    cpu: float

    @property
    def last(self) -> float:
        return max(each.seconds for each in self.pressed)


@dataclass
class Crowd:
    """Rounds of as many people; each figure is the median of the rounds, but for what says otherwise."""

    people: int
    rounds: list[Round] = field(default_factory=list)

    def _of(self, figure: Callable[[Round], float]) -> float:
        return median(map(figure, self.rounds))

    @property
    def refused(self) -> int:
        """The most of a round."""
        return max(sum(each.presses > 1 for each in one.pressed) for one in self.rounds)

    @property
    def presses(self) -> int:
        return max(each.presses for one in self.rounds for each in one.pressed)

    @property
    def median(self) -> float:
        return self._of(lambda one: median(each.seconds for each in one.pressed))

    @property
    def last(self) -> float:
        return self._of(lambda one: one.last)

    @property
    def p99_ratio(self) -> float:
        return self._of(lambda one: one.meanwhile.p99_ms / one.idle.p99_ms)

    @property
    def cpu(self) -> float:
        return self._of(lambda one: one.cpu) / self.people

    def row(self) -> tuple[str, ...]:
        return (
            str(self.people),
            str(self.refused),
            f"{self.median:.2f}",
            f"{self.last:.2f}",
            f"{max(one.last for one in self.rounds):.2f}",
            str(self.presses),
            self._p50_and_p99(lambda one: one.idle),
            self._p50_and_p99(lambda one: one.meanwhile),
            f"{self.p99_ratio:.1f}",
            f"{self.cpu * 1000:.0f}",
        )

    def _p50_and_p99(self, which: Callable[[Round], Timings]) -> str:
        middle, worst = (self._of(lambda one: which(one).median_ms), self._of(lambda one: which(one).p99_ms))
        return f"{middle:.1f}, {worst:.1f}"


def crowds_table(found: Sequence[Crowd]) -> str:
    return table(HEAD, (each.row() for each in found))
