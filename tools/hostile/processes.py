"""What the system says about a process."""

from __future__ import annotations

from pathlib import Path

KIB_A_MIB = 1024


def resident(process: int) -> float:
    """Return the resident memory of a process in MiB."""
    return _kib(process, "status", "VmRSS:")


def proportional(process: int) -> float:
    """Return the memory of a process in MiB, with its fair share of what it shares."""
    return _kib(process, "smaps_rollup", "Pss:")


def descriptors(process: int) -> int:
    return len(list(Path(f"/proc/{process}/fd").iterdir()))


def _kib(process: int, file: str, name: str) -> float:
    lines = Path(f"/proc/{process}/{file}").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / KIB_A_MIB
