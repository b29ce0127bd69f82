"""What a visit takes of one copy of the server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.bench.pages import QUESTIONS, STEP
from tools.bench.runner import OURS
from tools.bench.tables import table

if TYPE_CHECKING:
    from tools.bench.figures import Figures

CORES, WORKERS, PDFS = 2, 2, 2  # of one copy
A_VISIT = {"a step, or another small page": 20, "“Your questions”": 4, "a PDF": 1.5}


@dataclass(frozen=True)
class Costs:
    """Core seconds and bytes of one response of each kind of A_VISIT, and MB of one copy."""

    seconds: tuple[float, ...]
    sizes: tuple[float, ...]
    memory: float

    @classmethod
    def of(cls, figures: Figures) -> Costs:
        step, questions = figures.pages[STEP], figures.pages[QUESTIONS]
        memory = figures.memory
        return cls(
            (step.cpu, questions.cpu, figures.sustained[-1].cpu),
            (step.packed, questions.packed, len(figures.makers[OURS].pdf)),
            memory.master + memory.spooler + WORKERS * memory.worker + PDFS * memory.renderer,
        )

    @property
    def a_visit(self) -> float:
        """Core seconds."""
        return _sum(self.seconds)

    @property
    def bytes_a_visit(self) -> float:
        return _sum(self.sizes)


def _sum(each: tuple[float, ...]) -> float:
    return sum(times * one for times, one in zip(A_VISIT.values(), each, strict=True))


def costs_table(costs: Costs) -> str:
    """Return what one core serves."""
    head = (
        "what",
        "core time of one, ms",
        "one core serves, a second",
        "of them in a visit",
        "core time in a visit, ms",
    )
    rows = [
        (name, f"{each * 1000:.1f}", f"{1 / each:.0f}", f"{times:g}", f"{times * each * 1000:.0f}")
        for (name, times), each in zip(A_VISIT.items(), costs.seconds, strict=True)
    ]
    whole = (
        "**a visit**",
        f"{costs.a_visit * 1000:.0f}",
        f"{1 / costs.a_visit:.1f}",
        "1",
        f"{costs.a_visit * 1000:.0f}",
    )
    return table(head, [*rows, whole])
