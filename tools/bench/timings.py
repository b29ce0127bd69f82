from __future__ import annotations

import time
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import TYPE_CHECKING

from tools.bench.served import page_of

if TYPE_CHECKING:
    from tools.gunicorn_server import Server


@dataclass
class Timings:
    """Response times in seconds."""

    wall_times: list[float] = field(default_factory=list)

    def request(self, server: Server, path: str) -> None:
        began = time.perf_counter()
        page_of(server, path)
        self.wall_times.append(time.perf_counter() - began)

    @property
    def median_ms(self) -> float:
        return median(self.wall_times) * 1000

    @property
    def p99_ms(self) -> float:
        return quantiles(self.wall_times, n=100, method="inclusive")[98] * 1000
