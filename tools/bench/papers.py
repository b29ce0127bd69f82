"""Compares PDF renderers on the same sheets, in turn, by ratios of medians."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass, field
from statistics import median

import page

from app.settings import ROOT
from tools.bench.cost import cpu_seconds, process_tree, pss_mb

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
PDF_UA_1 = page.ValidationProfile.PDF_UA_1


@dataclass
class Runner:
    """One renderer in its own process, and what its PDFs have cost."""

    name: str
    count: int
    cold_start: float = 0.0
    wall_times: list[float] = field(default_factory=list)
    cpu: float = 0.0
    memory: float = 0.0
    pdf: bytes = b""

    def __post_init__(self) -> None:
        command = [sys.executable, "-m", "tools.bench.worker", self.name, str(self.count)]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=ROOT, text=True)
        assert self._line() == "ready"
        self.cold_start = self.make(0)

    def make(self, number: int) -> float:
        """Render one sheet and return the seconds it took."""
        assert self.process.stdin
        started = time.perf_counter()
        self.process.stdin.write(f"{number}\n")
        self.process.stdin.flush()
        self.pdf = bytes.fromhex(self._line())
        return time.perf_counter() - started

    def begin(self) -> None:
        self.cpu = -cpu_seconds(process_tree(self.process.pid))

    def end(self) -> None:
        processes = process_tree(self.process.pid)
        self.cpu += cpu_seconds(processes)
        self.memory = pss_mb(processes)
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()

    def _line(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()


def compare(sheets: int) -> list[Runner]:
    """Render each sheet with every renderer in turn, after a warm-up sheet."""
    runners = [Runner(name, sheets + 1) for name in MAKERS]
    for runner in runners:
        runner.begin()
    for number in range(1, sheets + 1):
        for runner in runners:
            runner.wall_times.append(runner.make(number))
    for runner in runners:
        runner.end()
    return runners


def cold_start(name: str) -> float:
    """Return the seconds from process start to the first PDF."""
    started = time.perf_counter()
    Runner(name, 1).end()
    return time.perf_counter() - started


def table(runners: list[Runner]) -> str:
    """Return the comparison as a Markdown table, with ratios to our renderer."""
    ours = runners[0]
    lines = [HEAD, "|---" * HEAD.count(" |") + "|"]
    for each in runners:
        time_, cpu = median(each.wall_times), each.cpu / len(each.wall_times)
        base_time, base_cpu = median(ours.wall_times), ours.cpu / len(ours.wall_times)
        failed = {fault.rule_id for fault in page.validate_pdf_bytes(each.pdf, profile=PDF_UA_1).failures}
        tagged = "yes" if b"/StructTreeRoot" in each.pdf or not failed else "no"
        memory = each.memory / ours.memory
        lines.append(
            f"| {MAKERS[each.name]} | {time_ * 1000:.0f} | {time_ / base_time:.2f} "
            f"| {cpu * 1000:.0f} | {cpu / base_cpu:.2f} | {each.memory:.0f} | {memory:.2f} "
            f"| {cold_start(each.name):.1f} | {len(each.pdf) / 1000:.0f} | {tagged} | {len(failed)} |"
        )
    return "\n".join(lines)
