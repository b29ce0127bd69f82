"""Measures everything and writes docs/BENCHMARK.md, docs/SIZING.md and docs/benchmark.svg (`make bench`).

python -m tools.bench [SHEETS [FOLDER]]
"""

from __future__ import annotations

import sys
from pathlib import Path

from app.settings import ROOT
from tools.bench.chart import chart
from tools.bench.figures import WHOLE, measure
from tools.bench.report import benchmark, hardware


def main(sheets: int, folder: Path) -> None:
    """Write the files when all is measured. `sheets` is the number of sheets by each maker."""
    figures = measure(sheets)
    written = {
        "BENCHMARK.md": benchmark(figures).encode(),
        "SIZING.md": hardware(figures).encode(),
        "benchmark.svg": chart(figures),
    }
    for name, content in written.items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    sheets, folder, *_more = [*sys.argv[1:], *(str(WHOLE), str(ROOT / "docs"))[len(sys.argv) - 1 :]]
    main(int(sheets), Path(folder))
