"""What a process and everything it started have used: processor seconds, and memory shared fairly (PSS)."""

from __future__ import annotations

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
USER, KERNEL, USER_OF_ENDED, KERNEL_OF_ENDED = 11, 12, 13, 14  # fields of /proc/*/stat after the name


def family(root: int) -> list[int]:
    """Return the process and its descendants that are alive."""
    parents = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal() and (told := _stat(int(folder.name))):
            parents[int(folder.name)] = int(told[1])
    found = [root]
    for process in found:
        found += [child for child, parent in parents.items() if parent == process]
    return found


def seconds(processes: list[int]) -> float:
    """Return the processor seconds that these have used, with those of children that have ended."""
    told = [fields for process in processes if (fields := _stat(process))]
    ticks = sum(int(fields[at]) for fields in told for at in (USER, KERNEL, USER_OF_ENDED, KERNEL_OF_ENDED))
    return ticks / TICKS


def megabytes(processes: list[int]) -> float:
    """Return the memory of these, a page that several share counted in parts."""
    return sum(map(_pss, processes)) / 1024


def _pss(process: int) -> int:
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")), 0)


def _stat(process: int) -> list[str]:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return []
