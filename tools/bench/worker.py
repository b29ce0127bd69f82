"""Renders sheets with one maker: `python -m tools.bench.worker NAME`.

Reads the content of sheets from stdin, each a line of JSON, and writes each PDF to stdout as a line of
hexadecimal. It idles in between, so that makers can take turns and share the noise of the machine.
"""

from __future__ import annotations

import importlib
import json
import sys

from tools.bench.content import Job


def main(name: str) -> None:
    make = importlib.import_module(f"tools.bench.makers.{name}").start()
    for line in sys.stdin:
        sys.stdout.write(make(Job.restored(json.loads(line))).hex() + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
