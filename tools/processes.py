"""What /proc tells about running processes, any of which may end while it is read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

KIB_PER_MIB = 1024
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
ENDED = (FileNotFoundError, ProcessLookupError)
# Positions in /proc/PID/stat after the process name.
PARENT, USER_TIME, KERNEL_TIME, CHILDREN_USER_TIME, CHILDREN_KERNEL_TIME = 1, 11, 12, 13, 14
TIMES = (USER_TIME, KERNEL_TIME, CHILDREN_USER_TIME, CHILDREN_KERNEL_TIME)


def name(process: int) -> str:
    return _read(f"/proc/{process}/comm").strip()


def children(process: int) -> list[int]:
    """Return the children that the main thread has started."""
    return [int(number) for number in _read(f"/proc/{process}/task/{process}/children").split()]


def children_of_all_threads(process: int) -> set[int]:
    files = Path(f"/proc/{process}/task").glob("*/children")
    return {int(number) for file in files for number in _read(file).split()}


def process_tree(root: int) -> list[int]:
    """Return the process and its running descendants."""
    everybody = [int(each) for each in os.listdir("/proc") if each.isdecimal()]  # noqa: PTH208  only the names
    parents = {process: int(stat[PARENT]) for process in everybody if (stat := _stat(process))}
    tree = [root]
    for process in tree:
        tree += [child for child, parent in parents.items() if parent == process]
    return tree


def open_files(process: int) -> Iterator[str]:
    """Yield what the descriptors above 2 stand for: a path, or a name such as "socket:[123]"."""
    folder = f"/proc/{process}/fd"
    for descriptor in _listed(folder):
        if int(descriptor) > 2 and (target := _target(f"{folder}/{descriptor}")):
            yield target


def cpu_seconds(processes: Iterable[int]) -> float:
    """Return the CPU time of the processes, children that have exited included."""
    stats = [stat for process in processes if (stat := _stat(process))]
    return sum(int(stat[at]) for stat in stats for at in TIMES) / TICKS_PER_SECOND


def cpu_of_threads(processes: Iterable[int]) -> float:
    """Return the CPU time of all threads of the processes, to the nanosecond: of those that did not end."""
    threads = (each for process in processes for each in Path(f"/proc/{process}/task").glob("*/schedstat"))
    return sum(int(told.split()[0]) for each in threads if (told := _read(each))) / 1e9


def resident_mib(process: int) -> float:
    """Return the resident memory of a process in MiB; 0 if it has ended."""
    return _mib(_read(f"/proc/{process}/status"), "VmRSS:")


def pss_mib(processes: Iterable[int]) -> float:
    """Return the proportional set size (PSS) of the processes in MiB: shared pages count in part."""
    return sum(_mib(_read(f"/proc/{process}/smaps_rollup"), "Pss:") for process in processes)


def _mib(text: str, field: str) -> float:
    kib = (int(line.split()[1]) for line in text.splitlines() if line.startswith(field))
    return next(kib, 0) / KIB_PER_MIB


def _stat(process: int) -> list[str]:
    return _read(f"/proc/{process}/stat").rpartition(")")[2].split()


def _read(file: str | Path) -> str:
    """Return the text of a file in /proc; "" if its process has ended."""
    try:
        return Path(file).read_text(encoding="ascii", errors="replace")
    except ENDED:
        return ""


def _listed(folder: str) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208  only the names
    except ENDED:
        return []


def _target(link: str) -> str:
    """Return what a descriptor stands for; "" if it was closed after the folder had been read."""
    try:
        return os.readlink(link)  # noqa: PTH115  only the text
    except ENDED:
        return ""
