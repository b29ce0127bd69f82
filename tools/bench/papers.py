"""Our sheet against what else could make it: side by side, a sheet of each in turn, ratios of medians."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass, field
from statistics import median

import page

from app.settings import ROOT
from tools.bench.cost import family, megabytes, seconds

MAKERS = {
    "ours": "our sheet (WeasyPrint, lean)",
    "draft": "a first draft with WeasyPrint",
    "chromium": "headless Chromium, kept warm",
    "fpdf2": "fpdf2",
    "reportlab": "ReportLab",
    "typst": "typst",
}
HEAD = (
    "| maker | time, ms | ratio | CPU, ms | ratio | memory, MB | ratio | cold start, s | size, kB | tagged "
    "| PDF/UA-1 rules failed |"
)
UA = page.ValidationProfile.PDF_UA_1


@dataclass
class Runner:
    """One maker in a process of its own, and what its sheets have cost."""

    name: str
    count: int
    cold: float = 0.0
    walls: list[float] = field(default_factory=list)
    cpu: float = 0.0
    memory: float = 0.0
    pdf: bytes = b""

    def __post_init__(self) -> None:
        command = [sys.executable, "-m", "tools.bench.worker", self.name, str(self.count)]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=ROOT, text=True)
        assert self._line() == "ready"
        self.cold = self.make(0)

    def make(self, number: int) -> float:
        """Make one sheet and return its seconds."""
        assert self.process.stdin
        began = time.perf_counter()
        self.process.stdin.write(f"{number}\n")
        self.process.stdin.flush()
        self.pdf = bytes.fromhex(self._line())
        return time.perf_counter() - began

    def begin(self) -> None:
        self.cpu = -seconds(family(self.process.pid))

    def end(self) -> None:
        processes = family(self.process.pid)
        self.cpu += seconds(processes)
        self.memory = megabytes(processes)
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()

    def _line(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()


def compare(sheets: int) -> list[Runner]:
    """Let every maker make the same sheets, after one to warm up; each sheet is made by all in turn."""
    runners = [Runner(name, sheets + 1) for name in MAKERS]
    for runner in runners:
        runner.begin()
    for number in range(1, sheets + 1):
        for runner in runners:
            runner.walls.append(runner.make(number))
    for runner in runners:
        runner.end()
    return runners


def cold(name: str) -> float:
    """Return the seconds from the start of a process to its first sheet."""
    began = time.perf_counter()
    Runner(name, 1).end()
    return time.perf_counter() - began


def table(runners: list[Runner]) -> str:
    """Return the comparison as Markdown, with ratios to our sheet."""
    ours = runners[0]
    lines = [HEAD, "|---" * HEAD.count(" |") + "|"]
    for each in runners:
        time_, cpu = median(each.walls), each.cpu / len(each.walls)
        base_time, base_cpu = median(ours.walls), ours.cpu / len(ours.walls)
        failed = {fault.rule_id for fault in page.validate_pdf_bytes(each.pdf, profile=UA).failures}
        tagged = "yes" if b"/StructTreeRoot" in each.pdf or not failed else "no"
        memory = each.memory / ours.memory
        lines.append(
            f"| {MAKERS[each.name]} | {time_ * 1000:.0f} | {time_ / base_time:.2f} "
            f"| {cpu * 1000:.0f} | {cpu / base_cpu:.2f} | {each.memory:.0f} | {memory:.2f} "
            f"| {cold(each.name):.1f} | {len(each.pdf) / 1000:.0f} | {tagged} | {len(failed)} |"
        )
    return "\n".join(lines)
