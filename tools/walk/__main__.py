"""Walks through a running server as the six worked people, over HTTP, and compares what they get.

    python -m tools.walk http://127.0.0.1:8000 OUTDIR

Saves the PDFs, web page and plain text of everyone; prints a line per person and a table of response times.
Exits with 1 if anything differs.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from statistics import median

from tools.walk.browser import Browser, WalkError
from tools.walk.people import LENGTHS, load_people
from tools.walk.visit import Visit

TIMED_REQUESTS = ("first page", "a step", "questions page", "PDF, short", "PDF, medium")


def walk_all(base: str, folder: Path) -> list[Visit]:
    """Visit the site as each person, for each length, each with a new browser."""
    people = load_people()
    Browser(base).fetch("/healthz")  # fail early if there is no server
    folder.mkdir(parents=True, exist_ok=True)
    visits = [
        Visit(people, person, length, Browser(base), folder)
        for person in people.people.values()
        for length in LENGTHS
    ]
    for visit in visits:
        visit.walk()
    return visits


def report(visits: list[Visit]) -> str:
    differs: dict[str, list[str]] = defaultdict(list)
    for visit in visits:
        differs[visit.person.letter] += visit.differs
    people = [f"{letter}  {'; '.join(problems) or 'ok'}" for letter, problems in differs.items()]
    return "\n".join([*people, "", "milliseconds (median over the people)", *times_table(visits)])


def times_table(visits: list[Visit]) -> list[str]:
    """Return a line per timed request: the median over the people of their medians."""
    lines = []
    for what in TIMED_REQUESTS:
        each: dict[str, list[float]] = defaultdict(list)
        for visit in visits:
            each[visit.person.letter] += visit.times[what]
        medians = [median(times) for times in each.values() if times]
        lines.append(f"{what:<16}{median(medians):>8.1f}" if medians else f"{what:<16}{'-':>8}")
    return lines


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        sys.stderr.write("usage: python -m tools.walk http://127.0.0.1:8000 OUTDIR\n")
        return 2
    base, folder = arguments
    try:
        visits = walk_all(base, Path(folder))
    except WalkError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(report(visits) + "\n")
    return 1 if any(visit.differs for visit in visits) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
