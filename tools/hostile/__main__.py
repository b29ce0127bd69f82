"""Sends hostile requests to a server of its own and prints counts by kind and status, and the faults.

python -m tools.hostile [--seed 1] [--requests 12000]
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from tools.hostile.run import KINDS, run
from tools.hostile.well_formed import a_visitor_prints

if TYPE_CHECKING:
    from tools.hostile.run import Outcome


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.hostile", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--requests", type=int, default=12_000)
    args = parser.parse_args()
    outcome = run(args.seed, args.requests)
    print("\n".join(_table(outcome)))  # noqa: T201  output of a command
    return int(bool(outcome.faults))


def _table(outcome: Outcome) -> list[str]:
    statuses = sorted({status for _name, status in outcome.counts})
    headings = ["none" if status == 0 else str(status) for status in statuses]
    names = [kind.__name__.replace("_", " ") for kind in (*KINDS, a_visitor_prints)]
    rows = [(name, [outcome.counts[name, status] for status in statuses]) for name in names]
    total = [sum(column) for column in zip(*(counts for _name, counts in rows), strict=True)]
    return [
        _row("kind", headings),
        *(_row(name, [str(count or "") for count in counts]) for name, counts in rows),
        _row(f"all {sum(total)}", [str(count) for count in total]),
        *(f"memory of the workers after {count}: {mib:.0f} MiB" for count, mib in outcome.memory.items()),
        *(f"FAULT {fault}" for fault in outcome.faults),
    ]


def _row(name: str, cells: list[str]) -> str:
    return f"{name:30}" + "".join(f"{cell:>7}" for cell in cells)


if __name__ == "__main__":
    sys.exit(main())
