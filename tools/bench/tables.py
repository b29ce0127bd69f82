"""Tables in Markdown, and the aims with what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True)
class Aim:
    """Something that was to be at most `most`. Both figures are written with `places` digits and a unit."""

    what: str
    most: float
    measured: float
    unit: str = ""
    places: int = 2

    @property
    def is_met(self) -> bool:
        return self.measured <= self.most

    def row(self) -> tuple[str, ...]:
        return self.what, self._written(self.most), self._written(self.measured), self._verdict()

    def _verdict(self) -> str:
        return "yes" if self.is_met else "**no**"

    def _written(self, figure: float) -> str:
        return f"{figure:.{self.places}f}{self.unit}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown; the first column is text, the others figures."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def aims_table(aims: Sequence[Aim]) -> str:
    met = sum(each.is_met for each in aims)
    count = f"{met} of {len(aims)} aims were met."
    return f"{count}\n\n{table(('aim', 'at most', 'measured', 'met'), (each.row() for each in aims))}"
