"""Runs concurrent journeys through nginx and several copies of the app, while copies crash and are replaced.

    python -m tools.drill [--copies 2] [--journeys 100]

Prints the events and exits with 1 if any journey failed.
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
from tools.drill.drain import check_drain
from tools.drill.journey import PAUSE_POINTS, Journey
from tools.drill.proxy import nginx
from tools.drill.report import failed_checks, failed_journeys, log_leaks, statistics
from tools.drill.stages import STAGES, Stages
from tools.walk.browser import Browser
from tools.walk.people import LENGTHS, load_people

if TYPE_CHECKING:
    from collections.abc import Callable

    from tools.drill.proxy import Proxy

    Log = Callable[[str], None]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.drill")
    parser.add_argument("--copies", type=int, default=2)
    parser.add_argument("--journeys", type=int, default=100)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # nginx runs as another user
        copies = [Copy(f"copy {number + 1}", folder / f"copy-{number + 1}") for number in range(args.copies)]
        try:
            return drill(folder, copies, args.journeys, timed_log())
        except DrillError as error:
            sys.stdout.write(f"The drill failed: {error}\n")
            return 1


def timed_log() -> Log:
    started = time.monotonic()

    def log(text: str) -> None:
        sys.stdout.write(f"{time.monotonic() - started:6.1f} s  {text}\n")
        sys.stdout.flush()

    return log


def drill(folder: Path, copies: list[Copy], count: int, log: Log) -> int:
    key = Fernet.generate_key().decode()
    with ExitStack() as running:
        for copy in copies:
            seconds = copy.start(SECRET_KEYS=key)
            running.callback(copy.stop)
            log(f"{copy.name} answers, {seconds:.1f} s after its start")
        log(check_drain(copies[0], SECRET_KEYS=key))
        proxy = running.enter_context(nginx(folder / "nginx", copies))
        stages = Stages(copies, proxy, key, folder, log)
        journeys = plan_journeys(count, proxy, folder, stages)
        run_journeys(journeys, stages, log)
        for line in statistics(proxy, copies, journeys):
            log(line)
        faults = [*failed_journeys(journeys), *failed_checks(proxy, copies), *log_leaks(folder)]
    for fault in faults:
        log(f"FAULT  {fault}")
    log(f"{len(faults)} faults; {count} journeys")
    return 1 if faults else 0


def plan_journeys(count: int, proxy: Proxy, folder: Path, stages: Stages) -> list[Journey]:
    """Return journeys spread over worked people, list lengths, pause points and the stages to wait for."""
    people, journeys = load_people(), list[Journey]()
    kinds = [(person, length) for person in people.people.values() for length in LENGTHS]
    for number in range(count):
        person, length = kinds[number % len(kinds)]
        journey_folder = folder / f"journey-{number}"
        journey_folder.mkdir()
        browser = Browser(f"http://127.0.0.1:{proxy.port}")
        journey = Journey(
            people, person, length, browser, journey_folder, number=number, pause_point=number % PAUSE_POINTS
        )
        journey.waits_for = stages.started_events[number // PAUSE_POINTS % STAGES]
        journeys.append(journey)
    return journeys


def run_journeys(journeys: list[Journey], stages: Stages, log: Log) -> None:
    """Run all journeys and the stages concurrently, until the last journey has ended."""
    with ThreadPoolExecutor(len(journeys) + 1) as threads:
        log(f"{len(journeys)} journeys begin")
        running_stages = threads.submit(stages.run)
        running = [threads.submit(journey.walk) for journey in journeys]
        running_stages.result()
        for journey, future in zip(journeys, running, strict=True):
            if error := future.exception():
                journey.note(f"{type(error).__name__}: {error}")
    log("all journeys have ended")


if __name__ == "__main__":
    sys.exit(main())
