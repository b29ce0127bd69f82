"""Memory and file descriptors of a process, from /proc."""

from __future__ import annotations

from pathlib import Path

KIB_PER_MIB = 1024


def resident_mib(process: int) -> float:
    """Return the resident memory of a process in MiB."""
    return _kib(process, "status", "VmRSS:")


def pss_mib(process: int) -> float:
    """Return the proportional set size (PSS) of a process in MiB: shared pages count in part."""
    return _kib(process, "smaps_rollup", "Pss:")


def open_descriptors(process: int) -> int:
    return len(list(Path(f"/proc/{process}/fd").iterdir()))


def _kib(process: int, file: str, name: str) -> float:
    lines = Path(f"/proc/{process}/{file}").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / KIB_PER_MIB
