"""The screen reader Orca, with a voice that writes (tools/hear/voice.py)."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.settings import ROOT
from tools.hear.display import SECONDS, HearError

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from pathlib import Path

    from tools.hear.display import Display

# Run by Orca when it starts.
CUSTOMIZATIONS = """
import sys
sys.path.insert(0, {root!r})
import orca.settings
orca.settings.speechServerFactory = "tools.hear.voice"
orca.settings.speechFactoryModules = ["tools.hear.voice"]
orca.settings.sayAllOnLoad = False
"""
READY = "Screen reader on."
SILENCE_SECONDS = 2.0
SKIP_SECONDS = 0.5
MAX_SECONDS = 20


@dataclass
class Reader:
    """A running Orca. `heard` is what its voice writes, `listened` the bytes of it that were read."""

    process: subprocess.Popen[bytes]
    heard: Path
    listened: int = 0

    def listen(self, until: str = "") -> tuple[str, ...]:
        """Return what is said from the last call on, as soon as `until` was said and silence followed."""
        length, changed = self.listened, time.monotonic()
        deadline = changed + MAX_SECONDS
        while not self.has_said(until, length) or time.monotonic() < changed + SILENCE_SECONDS:
            if self.process.poll() is not None:
                raise HearError(f"orca exited with {self.process.returncode}")
            if time.monotonic() > deadline:
                break
            time.sleep(0.1)
            if (now := self.heard.stat().st_size) != length:
                length, changed = now, time.monotonic()
        said, self.listened = self.said(length), length
        return tuple(line for line in said.splitlines() if line)

    def has_said(self, phrase: str, end: int) -> bool:
        """Return whether anything was said, with this phrase in it."""
        said = self.said(end)
        return bool(said) and phrase in said

    def said(self, end: int) -> str:
        return self.heard.read_bytes()[self.listened : end].decode()

    def forget(self) -> None:
        """Skip what was said since the last call."""
        time.sleep(SKIP_SECONDS)
        self.listened = self.heard.stat().st_size


@contextmanager
def screen_reader(display: Display) -> Iterator[Reader]:
    folder, heard = display.home / "orca", display.home / "heard.txt"
    folder.mkdir()
    heard.touch()
    (folder / "orca-customizations.py").write_text(CUSTOMIZATIONS.format(root=str(ROOT)), encoding="utf-8")
    display.env["HEARD"] = str(heard)
    reader = Reader(display.start("orca", "--replace"), heard)
    deadline = time.monotonic() + SECONDS
    while READY not in heard.read_text("utf-8"):
        if time.monotonic() > deadline:
            raise HearError("orca does not start")
        time.sleep(0.1)
    reader.listen()
    yield reader
