"""Watches a process for anything that outlives an answer: files, connections, other programs.

An audit hook sees what Python does and cannot be taken off again, so it is for a process of its own. What
libraries in C write goes past it: for that the kernel's count of written bytes and the folders are compared.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGING = (
    "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.utime",
    "os.chmod", "os.chown", "os.setxattr", "shutil.", "tempfile.", "mmap.__new__", "dbm.", "sqlite3.",
    "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
    "socket.gethostby", "urllib.", "http.client.", "smtplib.", "ftplib.", "syslog.", "webbrowser.",
    "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "pty.", "os.startfile",
)  # fmt: skip
COUNTS = Path("/proc/self/io")  # of Linux


class Watch:
    """`done` says what was done since `begin`; nothing, if all is well."""

    def __init__(self, folders: list[Path]) -> None:
        self.folders, self.events, self.watching = folders, list[str](), False
        sys.addaudithook(self._heard)

    def begin(self) -> None:
        self._files, self._written = set(self._found()), written()
        self.watching = True

    def done(self) -> list[str]:
        self.watching = False
        bytes_more = written() - self._written
        changed = set(self._found()) ^ self._files
        return [
            *self.events,
            *([f"{bytes_more} bytes written"] if bytes_more else []),
            *sorted({f"changed: {name}" for name, _size, _time in changed}),
        ]

    def _heard(self, event: str, given: tuple[object, ...]) -> None:
        if not self.watching:
            return
        opened = event == "open" and isinstance(given[2], int) and given[2] & WRITING
        if opened or event.startswith(CHANGING):
            self.events.append(f"{event} {str(given)[:200]}")

    def _found(self) -> Iterator[tuple[str, int, int]]:
        for folder in self.folders:
            for path in folder.rglob("*"):
                if path.is_file():
                    about = path.stat()
                    yield str(path), about.st_size, about.st_mtime_ns


def written() -> int:
    """Return how many bytes this process has ever written, by any means; 0 where nobody counts."""
    if not COUNTS.exists():
        return 0
    counted = dict(line.split(": ") for line in COUNTS.read_text(encoding="ascii").splitlines())
    return int(counted["wchar"])
