"""A process that makes sheets with one maker: `python -m tools.bench.worker NAME COUNT`.

It answers each line, the number of a sheet, with the bytes of the PDF in hexadecimal. Between the lines it
rests, so that makers can take turns and what else the machine does falls on all of them alike.
"""

from __future__ import annotations

import importlib
import sys

from tools.bench.job import jobs


def main(name: str, count: str) -> None:
    make = importlib.import_module(f"tools.bench.makers.{name}").start()
    prepared = list(jobs(int(count)))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        sys.stdout.write(make(prepared[int(line)]).hex() + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
