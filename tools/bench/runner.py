"""Makers of the same sheet, each in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass, field
from functools import cached_property
from statistics import median
from typing import TYPE_CHECKING

import page

from app.settings import ROOT
from tools.processes import cpu_seconds, process_tree, pss_mib

if TYPE_CHECKING:
    from tools.bench.content import Job

OURS = "ours"
MAKERS = {
    OURS: "our sheet (composed)",
    "alone": "WeasyPrint alone, same HTML",
    "draft": "WeasyPrint, a first draft",
    "chromium": "Chromium, headless and warm",
    "fpdf2": "fpdf2",
    "reportlab": "ReportLab",
    "typst": "typst",
}
PDF_UA_1 = page.ValidationProfile.PDF_UA_1


@dataclass
class Runner:
    """One maker in its own process, and what its PDFs cost: seconds, and MB of its process tree (PSS)."""

    name: str
    wall_times: list[float] = field(default_factory=list)
    cpu: float = 0.0
    memory: float = 0.0
    cold_start: float = 0.0
    pdf: bytes = b""

    def __post_init__(self) -> None:
        command = [sys.executable, "-m", "tools.bench.worker", self.name]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=ROOT, text=True)

    def make(self, job: Job) -> float:
        """Make one sheet and return the seconds it took."""
        assert self.process.stdin
        assert self.process.stdout
        line = json.dumps(job.data())
        started = time.perf_counter()
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        self.pdf = bytes.fromhex(self.process.stdout.readline().strip())
        return time.perf_counter() - started

    def begin(self) -> None:
        self.cpu = -cpu_seconds(process_tree(self.process.pid))

    def measure(self) -> None:
        processes = process_tree(self.process.pid)
        self.cpu = (self.cpu + cpu_seconds(processes)) / len(self.wall_times)
        self.memory = pss_mib(processes)

    def end(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()

    @property
    def time(self) -> float:
        return median(self.wall_times)

    @cached_property
    def faults(self) -> int:
        """How many rules of PDF/UA-1 the last sheet fails."""
        return len({fault.rule_id for fault in page.validate_pdf_bytes(self.pdf, profile=PDF_UA_1).failures})

    @property
    def is_tagged(self) -> bool:
        return b"/StructTreeRoot" in self.pdf or not self.faults
