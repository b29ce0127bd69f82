"""Goes through the form and the sheet with Firefox and the screen reader Orca on a virtual display.

    python -m tools.hear

Prints what was said of each page, then a line for each thing that was not heard as it must be
(tools/hear/pages.py). Exits with 1 if there is any.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from app.content.load import load
from app.settings import ROOT
from tools.firefox import FirefoxError
from tools.gunicorn_server import gunicorn
from tools.hear.display import HearError
from tools.hear.expectations import unheard
from tools.hear.journey import Journey
from tools.hear.listener import Heard, listener


def main() -> int:
    heard = list[Heard]()
    with tempfile.TemporaryDirectory() as name:
        faults = [*walk(Path(name), heard), *unheard(heard)]
    for fault in faults:
        sys.stdout.write(f"FAULT  {fault}\n")
    sys.stdout.write(f"{len(faults)} faults; {sum(len(page.expected) for page in heard)} expectations\n")
    return 1 if faults else 0


def walk(folder: Path, heard: list[Heard]) -> list[str]:
    """Add each page of the journey to `heard`; return why it stopped, if it did."""
    loaded = load(ROOT / "questions.yaml")
    translated = {code: each.catalogue for code, each in loaded.translations.items()}
    with (folder / "gunicorn.log").open("wb") as log, gunicorn(log, APP_MODE="trial") as server:
        try:
            with listener(folder, heard) as listening:
                Journey(loaded.catalogue, translated, server, listening, folder).walk()
        except (HearError, FirefoxError) as error:
            return [f"the rest of the journey: {error}"]
    return []


if __name__ == "__main__":
    sys.exit(main())
