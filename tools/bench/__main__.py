"""Runs all benchmarks and prints docs/BENCHMARK.md (`make bench`)."""

from __future__ import annotations

import platform
import sys
from importlib.metadata import version
from pathlib import Path

from app.settings import cores
from tools.bench.hostile import hostile_table
from tools.bench.pages import forms_under_load, pages_table, throughput_table
from tools.bench.papers import compare, table

INTRODUCTION = Path(__file__).with_name("what-it-means.md")
PACKAGES = ("weasyprint", "flask", "gunicorn", "playwright", "fpdf2", "reportlab", "typst")


def machine() -> str:
    names = [line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    memory = next(line.split()[1] for line in _lines("/proc/meminfo"))
    tools = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{cores()} cores ({names[0]}), {int(memory) // 1024**2} GB, {platform.system()}, "
        f"Python {platform.python_version()}; {tools}"
    )


def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines()


def main(size: int) -> None:
    """Print the report. `size` is the number of PDFs per renderer."""
    parts = {
        "The same sheet by six makers": table(compare(size)),
        "Our pages against a bare hello": pages_table(size * 4),
        "Sheets by the second": throughput_table(size / 4),
        "A form page while others print": forms_under_load(size * 10),
        "Hostile text": hostile_table(size // 4),
    }
    text = INTRODUCTION.read_text(encoding="utf-8")
    sys.stdout.write(text.replace("MACHINE", machine()))
    for title, part in parts.items():
        sys.stdout.write(f"\n## {title}\n\n{part}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
