"""What must hold for a running container. A check that fails raises WalkError."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import page

from app.content.types import SIZES
from tools.walk.__main__ import walk_all
from tools.walk.browser import Browser, WalkError
from tools.walk.typed import NAMES, printed_words, typed_sheet

if TYPE_CHECKING:
    from tools.image.container import Container

USER = "65532"
WRITABLE = ("/tmp", "/var/tmp", "/dev/shm")  # noqa: S108  folders in the container
START_SECONDS, STOP_SECONDS = 60, 10


def responds(base: str) -> float:
    """Return the seconds until the app responds."""
    started = time.monotonic()
    while time.monotonic() < started + START_SECONDS:
        try:
            Browser(base).fetch("/healthz")
        except WalkError:
            time.sleep(0.05)
        else:
            return time.monotonic() - started
    raise WalkError(f"{base} does not respond after {START_SECONDS} seconds")


def worked_people_get_their_sheets(base: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        differs = [problem for visit in walk_all(base, Path(folder)) for problem in visit.differs]
    if differs:
        raise WalkError("\n".join(differs))


def names_are_printed(base: str) -> None:
    """Check names in four scripts, at every size: a worker has to find fonts that its master never used."""
    for size in SIZES:
        pdf = typed_sheet(Browser(base), size)
        if missing := set(NAMES) - printed_words(pdf):
            raise WalkError(f"the PDF in {size} letters lacks {', '.join(sorted(missing))}")
        if failures := page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1).failures:
            raise WalkError(f"the PDF in {size} letters is no PDF/UA-1: {failures[0].message}")


def is_confined(container: Container) -> None:
    if container.inside("stat", "-c", "%u", "/proc/1").stdout.strip() != USER:
        raise WalkError(f"it does not run as user {USER}")
    if container.inside("touch", "/sheet/written").returncode == 0:
        raise WalkError("its file system is not read-only")
    found = container.inside("find", *WRITABLE, "-mindepth", "1")
    if found.returncode or found.stdout:
        raise WalkError(f"it has written {', '.join(found.stdout.split()) or found.stderr}")


def reloads(container: Container, base: str) -> None:
    container.send("HUP")
    time.sleep(1)  # until then the old workers respond
    responds(base)
    names_are_printed(base)


def stops(container: Container) -> float:
    """Return the seconds that it takes to end."""
    started = time.monotonic()
    container.send("TERM")
    if status := container.wait():
        raise WalkError(f"it ended with exit status {status}")
    if (seconds := time.monotonic() - started) > STOP_SECONDS:
        raise WalkError(f"it took {seconds:.1f} seconds to end")
    return seconds
