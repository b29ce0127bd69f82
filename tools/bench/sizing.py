"""How much hardware a number of visits takes: the arithmetic of docs/SIZING.md."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from tools.bench.tables import table
from tools.bench.visits import CORES

if TYPE_CHECKING:
    from tools.bench.visits import Costs

SECONDS_A_MONTH = 30.4 * 86_400
BUSIEST = 10  # times the average, in the busiest minute
KEPT_FREE = 2  # cores for each that is busy
LEAST_COPIES = 2  # one may be killed or renewed
SMALL, LARGE = 0.1, 10
WHO = {"a hospital": 1_000, "a country": 100_000, "the internet": 10_000_000}


def needs_table(costs: Costs) -> str:
    """Return what each number of visits a month takes."""
    head = (
        "who", "visits a month", "a second, on average", f"at the busiest ({BUSIEST} times)",
        "cores busy then", "cores, with as many free", f"copies of {CORES} cores",
        "memory, GB", "line, Mbit/s",
    )  # fmt: skip
    return table(head, (_row(name, visits, costs) for name, visits in WHO.items()))


def _row(name: str, visits: int, costs: Costs) -> tuple[str, ...]:
    average = visits / SECONDS_A_MONTH
    busiest = average * BUSIEST
    busy = busiest * costs.a_visit
    copies = max(LEAST_COPIES, ceil(busy * KEPT_FREE / CORES))
    return (
        name,
        f"{visits:,}",
        _written(average),
        _written(busiest),
        _written(busy),
        _written(busy * KEPT_FREE),
        str(copies),
        f"{copies * costs.memory / 1000:.1f}",
        _written(busiest * costs.bytes_a_visit * 8 / 1e6),
    )


def _written(figure: float) -> str:
    """Return two digits or more of a figure, and never an exponent."""
    return f"{figure:.1g}" if figure < SMALL else f"{figure:.2f}" if figure < LARGE else f"{figure:,.0f}"


def visits_of_a_core(costs: Costs) -> float:
    """Return how many visits a month one core serves, as in the table; to a thousand."""
    visits = SECONDS_A_MONTH / (costs.a_visit * BUSIEST * KEPT_FREE)
    return round(visits, -3)
