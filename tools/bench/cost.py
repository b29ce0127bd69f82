"""CPU time and memory (PSS) of a process and its descendants, from /proc."""

from __future__ import annotations

import os
from pathlib import Path

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
# Positions in /proc/PID/stat after the process name.
USER_TIME, KERNEL_TIME, CHILDREN_USER_TIME, CHILDREN_KERNEL_TIME = 11, 12, 13, 14


def process_tree(root: int) -> list[int]:
    """Return the process and its running descendants."""
    parents = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal() and (stats := _stat(int(folder.name))):
            parents[int(folder.name)] = int(stats[1])
    tree = [root]
    for process in tree:
        tree += [child for child, parent in parents.items() if parent == process]
    return tree


def cpu_seconds(processes: list[int]) -> float:
    """Return the CPU time of the processes, children that have exited included."""
    stats = [fields for process in processes if (fields := _stat(process))]
    ticks = sum(
        int(fields[at])
        for fields in stats
        for at in (USER_TIME, KERNEL_TIME, CHILDREN_USER_TIME, CHILDREN_KERNEL_TIME)
    )
    return ticks / TICKS_PER_SECOND


def cpu_of_threads(processes: list[int]) -> float:
    """Return the CPU time of all threads of the processes, to the nanosecond: of those that did not end."""
    threads = (each for process in processes for each in Path(f"/proc/{process}/task").glob("*/schedstat"))
    return sum(int(each.read_text(encoding="ascii").split()[0]) for each in threads) / 1e9


def pss_mb(processes: list[int]) -> float:
    """Return the proportional set size (PSS) of the processes: shared pages count in part."""
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
