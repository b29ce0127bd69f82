"""Records side effects of the process: changed files, connections, started programs.

Uses an audit hook, which cannot be removed, so it needs a process of its own. C libraries bypass the hook;
their writes show in the byte count of the kernel and in a comparison of folders.
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
PROC_IO = Path("/proc/self/io")  # Linux only


class Watch:
    """Records side effects between `begin` and `done`, which returns them."""

    def __init__(self, folders: list[Path]) -> None:
        self.folders, self.events, self.watching = folders, list[str](), False
        sys.addaudithook(self._record)

    def begin(self) -> None:
        self._files, self._written = set(self._current_files()), bytes_written()
        self.watching = True

    def done(self) -> list[str]:
        self.watching = False
        written = bytes_written() - self._written
        changed = set(self._current_files()) ^ self._files
        return [
            *self.events,
            *([f"{written} bytes written"] if written else []),
            *sorted({f"changed: {name}" for name, _size, _time in changed}),
        ]

    def _record(self, event: str, args: tuple[object, ...]) -> None:
        if not self.watching:
            return
        opened = event == "open" and isinstance(args[2], int) and args[2] & WRITING
        if opened or event.startswith(CHANGING):
            self.events.append(f"{event} {str(args)[:200]}")

    def _current_files(self) -> Iterator[tuple[str, int, int]]:
        for folder in self.folders:
            for path in folder.rglob("*"):
                if path.is_file():
                    about = path.stat()
                    yield str(path), about.st_size, about.st_mtime_ns


def bytes_written() -> int:
    """Return the bytes that this process has written so far, or 0 if the system does not count them."""
    if not PROC_IO.exists():
        return 0
    counted = dict(line.split(": ") for line in PROC_IO.read_text(encoding="ascii").splitlines())
    return int(counted["wchar"])
