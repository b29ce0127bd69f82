"""A hundred journeys at once over several copies of the app, while copies die and are renewed.

    python -m tools.drill [--copies 2] [--journeys 100]

Prints what happened and exits with 1 if any journey was lost.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet

from tools.drill.copies import Copy, DrillError
from tools.drill.drain import drained
from tools.drill.journey import PLACES, Journey
from tools.drill.proxy import nginx
from tools.drill.report import counted, lost, not_as_said, told_too_much
from tools.drill.stages import STAGES, Stages
from tools.walk.browser import Browser
from tools.walk.people import LENGTHS, load_people

if TYPE_CHECKING:
    from collections.abc import Callable

    from tools.drill.proxy import Proxy

    Tell = Callable[[str], None]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.drill")
    parser.add_argument("--copies", type=int, default=2)
    parser.add_argument("--journeys", type=int, default=100)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # nginx runs without our rights
        copies = [Copy(f"copy {number + 1}", folder / f"copy-{number + 1}") for number in range(told.copies)]
        try:
            return drill(folder, copies, told.journeys, clock())
        except DrillError as error:
            sys.stdout.write(f"The drill failed: {error}\n")
            return 1


def clock() -> Tell:
    began = time.monotonic()

    def tell(text: str) -> None:
        sys.stdout.write(f"{time.monotonic() - began:6.1f} s  {text}\n")
        sys.stdout.flush()

    return tell


def drill(folder: Path, copies: list[Copy], how_many: int, tell: Tell) -> int:
    key = Fernet.generate_key().decode()
    with ExitStack() as running:
        for copy in copies:
            seconds = copy.start(SECRET_KEYS=key)
            running.callback(copy.stop)
            tell(f"{copy.name} answers, {seconds:.1f} s after its start")
        tell(drained(copies[0], SECRET_KEYS=key))
        proxy = running.enter_context(nginx(folder / "nginx", copies))
        stages = Stages(copies, proxy, key, folder, tell)
        journeys = planned(how_many, proxy, folder, stages)
        travel(journeys, stages, tell)
        for line in counted(proxy, copies, journeys):
            tell(line)
        faults = [*lost(journeys), *not_as_said(proxy, copies), *told_too_much(folder)]
    for fault in faults:
        tell(f"FAULT  {fault}")
    tell(f"{len(faults)} faults; {how_many} journeys")
    return 1 if faults else 0


def planned(how_many: int, proxy: Proxy, folder: Path, stages: Stages) -> list[Journey]:
    """Spread the people over the worked people, the lengths, the places to rest and what they rest for."""
    people, journeys = load_people(), list[Journey]()
    kinds = [(person, length) for person in people.people.values() for length in LENGTHS]
    for number in range(how_many):
        person, length = kinds[number % len(kinds)]
        home = folder / f"journey-{number}"
        home.mkdir()
        browser = Browser(f"http://127.0.0.1:{proxy.port}")
        journey = Journey(people, person, length, browser, home, number=number, place=number % PLACES)
        journey.until = stages.begun[number // PLACES % STAGES]
        journeys.append(journey)
    return journeys


def travel(journeys: list[Journey], stages: Stages, tell: Tell) -> None:
    """Let everyone go at once, and wait until the last has ended."""
    with ThreadPoolExecutor(len(journeys) + 1) as threads:
        tell(f"{len(journeys)} journeys begin")
        middle = threads.submit(stages.run)
        going = [threads.submit(journey.walk) for journey in journeys]
        middle.result()
        for journey, one in zip(journeys, going, strict=True):
            if error := one.exception():
                journey.note(f"{type(error).__name__}: {error}")
    tell("all journeys have ended")


if __name__ == "__main__":
    sys.exit(main())
