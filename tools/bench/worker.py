"""Renders sheets with one renderer: `python -m tools.bench.worker NAME COUNT`.

Reads sheet numbers from stdin, one per line, and writes each PDF to stdout as a line of hexadecimal. It idles
in between, so that renderers can take turns and share the noise of the machine.
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
